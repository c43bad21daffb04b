"""The mail to a school about candidates that it has not seen yet: one mail a school, at most one a week.

A job of the worker asks every morning. What was told is written down as an event with the mail that tells it, so a
worker that was stopped goes on where it was, and nobody reads of the same candidate for the same wish twice.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from members.calendars.public_holidays import public_holidays
from members.schools.models import School
from members.schools.services.notices import addresses_of_school
from members.suggestions.models import EventKind, MatchEvent, MatchRun, PartnerRequest, RequestStatus, Suggestion
from members.wishes.lifecycle import OPEN_STAGES
from members.wishes.models import ExchangeWish
from portal.core.mail.letters import queue_after_commit
from portal.core.printing.frame import public_address

QUIET = datetime.timedelta(days=7)
"""So long a school gets no second mail."""
MOST_NAMED = 5
"""So many candidates of a wish are named in a mail; the rest is counted."""
_SATURDAY = 5


@dataclass(frozen=True)
class News:
    """A wish with the candidates that its school has not seen, by rank."""

    wish: ExchangeWish
    candidates: list[Suggestion]

    @property
    def named(self) -> list[Suggestion]:
        return self.candidates[:MOST_NAMED]

    @property
    def more(self) -> int:
        return len(self.candidates) - len(self.named)

    @property
    def url(self) -> str:
        return public_address(reverse("members:wish-matches", args=[self.wish.pk]))

    @property
    def stop_url(self) -> str:
        return f"{public_address(reverse('members:wish-detail', args=[self.wish.pk]))}#mails"


def tell_schools(now: datetime.datetime | None = None) -> int:
    """Write to the schools with unseen candidates; how many. Nothing happens on days without school."""
    moment = now or timezone.now()
    if _is_day_off(timezone.localdate(moment)):
        return 0
    schools = _unseen(moment).order_by().values_list("run__wish__school_id", flat=True).distinct()
    return sum(_tell(pk, moment) for pk in sorted(schools))


def _is_day_off(day: datetime.date) -> bool:
    return day.weekday() >= _SATURDAY or day in public_holidays("JP", "", day.year)


def _unseen(now: datetime.datetime) -> QuerySet[Suggestion]:
    """The candidates in the newest lists that nobody of their school has seen, of schools that may be written to."""
    newest = MatchRun.objects.filter(wish=OuterRef("run__wish")).order_by("-pk").values("pk")[:1]
    events = MatchEvent.objects.filter(kind__in=(EventKind.SHOWN, EventKind.TOLD))
    known = events.filter(wish=OuterRef("run__wish"), partner=OuterRef("partner"))
    lately = MatchEvent.objects.filter(
        kind=EventKind.TOLD, wish__school=OuterRef("run__wish__school"), at__gt=now - QUIET
    )
    # Whoever waits for an answer, or has a partner, need not look at others.
    settled = PartnerRequest.objects.filter(
        wish=OuterRef("run__wish"), status__in=(RequestStatus.OPEN, RequestStatus.ACCEPTED)
    )
    return Suggestion.objects.filter(
        ~Exists(known),
        ~Exists(lately),
        ~Exists(settled),
        run=Subquery(newest),
        run__wish__stage__in=OPEN_STAGES,
        run__wish__mails_wanted=True,
    )


@transaction.atomic
def _tell(school_pk: int, now: datetime.datetime) -> bool:
    """One school; whether a mail was queued. Of two workers the second finds nothing that is unseen."""
    school = School.objects.select_for_update(no_key=True).get(pk=school_pk)
    found = _unseen(now).filter(run__wish__school=school).select_related("run__wish", "partner")
    suggestions = list(found.order_by("run__wish__submitted_at", "run__wish_id", "rank"))
    if not suggestions:
        return False
    MatchEvent.objects.bulk_create(
        MatchEvent(
            kind=EventKind.TOLD,
            wish_id=one.run.wish_id,
            partner_id=one.partner_id,
            rank=one.rank,
            engine_version=one.run.engine_version,
        )
        for one in suggestions
    )
    context = {"school": school, "news": _by_wish(suggestions)}
    queue_after_commit("new_candidates", sorted(addresses_of_school(school)), context)
    return True


def _by_wish(suggestions: Iterable[Suggestion]) -> list[News]:
    found: dict[int, News] = {}
    for one in suggestions:
        news = found.setdefault(one.run.wish_id, News(one.run.wish, []))
        news.candidates.append(one)
    return list(found.values())
