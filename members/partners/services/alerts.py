"""The weekly mail about new partners that fit a saved search: one mail a person, each partner once a search.

A job of the worker asks every morning who has not been told since the latest Monday 7:30. So a worker that was stopped
goes on where it was, whenever it starts again; nobody gets two mails for one Monday.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from members.partners.directory import parse_query, search_directory
from members.partners.models import PartnerSchool, SavedSearch
from members.partners.selectors import partners_in_order
from portal.core.access import membership_of
from portal.core.mail.letters import queue_after_commit
from portal.core.printing.frame import public_address
from portal.users.models import User

from .listing import note_first_listed

MAIL_AT = datetime.time(7, 30)
_MONDAY = 0
MOST_NAMED = 10
"""So many partners a search are named in a mail; the rest is counted."""
_stop_links = Signer(salt="members.partners.stop-alert")


@dataclass(frozen=True)
class News:
    """A saved search with the new partners that fit it, as the mail shows it."""

    search: SavedSearch
    total: int
    partners: list[PartnerSchool]
    url: str
    stop_url: str

    @property
    def more(self) -> int:
        return self.total - len(self.partners)


def latest_monday(now: datetime.datetime) -> datetime.datetime:
    """The last Monday 7:30, Japan time, at or before a moment (aware)."""
    local = timezone.localtime(now)
    monday = local.date() - datetime.timedelta(days=local.weekday() - _MONDAY)
    found = timezone.make_aware(datetime.datetime.combine(monday, MAIL_AT))
    return found if found <= now else found - datetime.timedelta(days=7)


def send_alerts(now: datetime.datetime | None = None) -> int:
    """Write to everybody whose searches are due and have news; how many people were written to."""
    moment = now or timezone.now()
    note_first_listed(moment)
    monday = latest_monday(moment)
    due = SavedSearch.objects.due(monday).order_by("user_id").values_list("user_id", flat=True).distinct()
    return sum(_tell(pk, monday, moment) for pk in list(due))


@transaction.atomic
def _tell(user_pk: int, monday: datetime.datetime, now: datetime.datetime) -> bool:
    """Look through the due searches of one person; whether a mail was queued.

    Whatever is found, they are done for this Monday: of two workers the second finds none that is due.
    """
    user = User.objects.select_for_update(no_key=True).get(pk=user_pk)
    searches = list(SavedSearch.objects.due(monday).filter(user=user).select_related("school"))
    membership = membership_of(user)
    news = []
    for search in searches:
        acts = user.is_active and membership is not None and membership.school.pk == search.school_id
        found = _news_of(search) if acts else None
        if found is not None:
            news.append(found)
    SavedSearch.objects.filter(pk__in=[search.pk for search in searches]).update(told_until=now)
    address = user.email if user.email_confirmed_at else ""
    if not news or not address:
        return False
    context = {"news": news, "searches_url": public_address(reverse("members:searches"))}
    queue_after_commit("new_partners", [address], {**context, "school": news[0].search.school})
    return True


def _news_of(search: SavedSearch) -> News | None:
    """The partners that could be found first since the last mail and fit; None when there are none."""
    new = set(PartnerSchool.objects.filter(first_listed_at__gt=search.told_until).values_list("pk", flat=True))
    if not new:
        return None
    query = parse_query(QueryDict(search.query))
    ids = [int(pk) for pk in search_directory(query, search.school.periods.all()).ids if int(pk) in new]
    if not ids:
        return None
    return News(
        search=search,
        total=len(ids),
        partners=partners_in_order(ids[:MOST_NAMED]),
        url=public_address(f"{reverse('members:partner-list')}?{search.query}"),
        stop_url=public_address(reverse("members:search-stop", args=[stop_token(search)])),
    )


def stop_token(search: SavedSearch) -> str:
    """The secret end of the link that stops the mails of a search; it works for its owner only, after the login."""
    return _stop_links.sign(str(search.pk)).replace(":", ".")


def search_of_token(token: str, searches: Sequence[SavedSearch]) -> SavedSearch | None:
    """The search that a link stops, among those of the person who opened it; None for a wrong link."""
    try:
        pk = _stop_links.unsign(token.replace(".", ":"))
    except BadSignature:
        return None
    return next((search for search in searches if str(search.pk) == pk), None)
