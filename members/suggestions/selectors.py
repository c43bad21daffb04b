"""Reading runs, suggestions and requests."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from members.partners.models import PartnerSchool, SavedSearch, ShortlistEntry
from members.schools.models import School
from members.schools.whole_record import rows_of
from members.suggestions.models import (
    TAKEN_STATUSES,
    AgreedDate,
    DeclinedPartner,
    DeskMark,
    MarkKind,
    MatchRun,
    NextChoice,
    PartnerRequest,
    RequestStatus,
    Suggestion,
)
from members.wishes.lifecycle import OPEN_STAGES
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Refusal

MOST_DATES = 20
_DAY = datetime.timedelta(days=1)


def newest_run(wish: ExchangeWish) -> MatchRun | None:
    """The newest run of a wish with its suggestions by rank, partners and their lessons at hand; four queries."""
    # Joined with the partners instead, PostgreSQL walks through the whole register as long as few lists are stored.
    ranked = Suggestion.objects.prefetch_related("partner__periods").order_by("rank")
    return MatchRun.objects.filter(wish=wish).prefetch_related(Prefetch("suggestions", ranked)).order_by("-pk").first()


def newest_runs(wishes: Iterable[ExchangeWish]) -> dict[int, MatchRun]:
    """The newest run of each of these wishes, by the wish's key, with suggestions and partners; three queries."""
    newest = MatchRun.objects.filter(wish=OuterRef("wish")).order_by("-pk").values("pk")[:1]
    ranked = Suggestion.objects.prefetch_related("partner").order_by("rank")
    runs = MatchRun.objects.filter(wish__in=[wish.pk for wish in wishes], pk=Subquery(newest))
    return {run.wish_id: run for run in runs.prefetch_related(Prefetch("suggestions", ranked))}


def open_request_counts() -> Counter[int]:
    """How many requests wait for an answer, by the partner's key; one query."""
    return Counter(PartnerRequest.objects.open().values_list("partner_id", flat=True))


def open_requests_of(partner_ids: Collection[int] | None) -> Counter[int]:
    """The same for these partners only; for all when None."""
    if partner_ids is None:
        return open_request_counts()
    return Counter(PartnerRequest.objects.open().filter(partner__in=partner_ids).values_list("partner_id", flat=True))


def closed_doors(wishes: Iterable[ExchangeWish]) -> dict[int, set[int]]:
    """The keys of the partners that are not to be suggested, by the wish's key: asked already, declined by the school,
    hidden or blocked by the desk. Three queries.
    """
    schools = {wish.pk: wish.school_id for wish in wishes}
    doors: dict[int, set[int]] = {key: set() for key in schools}
    asked = PartnerRequest.objects.filter(wish__in=schools, status__in=TAKEN_STATUSES)
    declined = DeclinedPartner.objects.filter(wish__in=schools).in_force()
    for rows in (asked, declined):
        for key, partner in rows.values_list("wish_id", "partner_id"):
            doors[key].add(partner)
    barred = DeskMark.objects.filter(school__in=set(schools.values())).exclude(kind=MarkKind.PIN)
    for marked, school, partner in barred.values_list("wish_id", "school_id", "partner_id"):
        concerned = [marked] if marked else [key for key, one in schools.items() if one == school]
        for key in concerned:
            if key in doors:
                doors[key].add(partner)
    return doors


def barred_partners(wish: ExchangeWish) -> set[int]:
    """The keys of the partners that the desk hides from a wish or keeps from its school; one query."""
    marks = DeskMark.objects.filter(Q(wish=wish) | Q(school=wish.school_id, wish=None)).exclude(kind=MarkKind.PIN)
    return set(marks.values_list("partner_id", flat=True))


def pins(wishes: Iterable[ExchangeWish]) -> dict[int, dict[int, str]]:
    """The partners that the desk puts first and why, (partner's key → reason) by the wish's key; one query."""
    found: dict[int, dict[int, str]] = {wish.pk: {} for wish in wishes}
    marks = DeskMark.objects.filter(wish__in=found, kind=MarkKind.PIN)
    for key, partner, reason in marks.values_list("wish_id", "partner_id", "reason"):
        found[key][partner] = reason
    return found


def marks_of(wish: ExchangeWish) -> list[DeskMark]:
    """What the desk has decided for a wish and its school, the newest first, with partners and people; one query."""
    marks = DeskMark.objects.filter(Q(wish=wish) | Q(school=wish.school_id, wish=None))
    return list(marks.select_related("partner", "made_by"))


def suggested_partners(keys: Iterable[int]) -> dict[int, PartnerSchool]:
    """The partners of these keys with all that their dates hang on; four queries."""
    partners = PartnerSchool.objects.with_periods().prefetch_related("terms", "special_days")
    return partners.in_bulk(list(keys))


def listed_elsewhere(wish: ExchangeWish) -> list[tuple[int, int]]:
    """(partner, in how many lists of other open wishes it stands now); one query."""
    newest = MatchRun.objects.filter(wish=OuterRef("run__wish")).order_by("-pk").values("pk")[:1]
    others = Suggestion.objects.filter(run__wish__stage__in=OPEN_STAGES, run=Subquery(newest)).exclude(run__wish=wish)
    return list(others.order_by().values_list("partner").annotate(lists=Count("pk")))


def open_request(wish: ExchangeWish) -> PartnerRequest | None:
    """The request of this wish that waits for an answer, with its partner."""
    return PartnerRequest.objects.filter(wish=wish, status=RequestStatus.OPEN).select_related("partner").first()


def next_choices(wish: ExchangeWish) -> list[NextChoice]:
    """The second and third choice, with the partners; one query."""
    return list(NextChoice.objects.filter(wish=wish).select_related("partner"))


def declined_partners(wish: ExchangeWish) -> list[DeclinedPartner]:
    """What the school leaves out for this wish, the newest first, with the partners; one query."""
    return list(DeclinedPartner.objects.filter(wish=wish).in_force().select_related("partner"))


def past_requests(wish: ExchangeWish) -> list[PartnerRequest]:
    """The requests of this wish that are closed, the newest first, with the partners."""
    closed = PartnerRequest.objects.filter(wish=wish).exclude(status=RequestStatus.OPEN)
    return list(closed.select_related("partner").order_by("-requested_at", "-pk"))


def answer_days(partner_ids: Iterable[int]) -> defaultdict[int, list[float]]:
    """How many days each real answer of these partners took, by the partner's key; one query.

    What the office closed because nobody answered is none, nor what was withdrawn.
    """
    accepted, refused = Q(status=RequestStatus.ACCEPTED), Q(status=RequestStatus.REFUSED)
    answered = PartnerRequest.objects.filter(accepted | refused & ~Q(refusal=Refusal.NO_ANSWER))
    found: defaultdict[int, list[float]] = defaultdict(list)
    rows = answered.filter(partner__in=list(partner_ids)).order_by()
    for partner, asked, closed in rows.values_list("partner_id", "requested_at", "closed_at"):
        if closed is not None:
            found[partner].append((closed - asked) / _DAY)
    return found


def request_rows(school: School) -> list[dict[str, Any]]:
    """The school's requests to partners for its whole record."""
    requests = PartnerRequest.objects.filter(wish__school=school).select_related("partner")
    return rows_of(requests.order_by("pk"), "partner.code", "partner.name_en")


def suggestion_rows(school: School) -> list[dict[str, Any]]:
    """What was suggested to the school, without the score, which is the desk's."""
    suggestions = Suggestion.objects.filter(run__wish__school=school).select_related("partner")
    rows = rows_of(suggestions.order_by("pk"), "partner.code", "partner.name_en")
    return [{name: value for name, value in row.items() if name != "score"} for row in rows]


def shortlist_rows(school: School) -> list[dict[str, Any]]:
    """The partners that the school has put on its shortlist, with its notes."""
    entries = ShortlistEntry.objects.filter(school=school).select_related("partner")
    return rows_of(entries.order_by("pk"), "partner.code", "partner.name_en")


def search_rows(school: School) -> list[dict[str, Any]]:
    """The searches of the directory that its people have saved."""
    return rows_of(SavedSearch.objects.filter(school=school).order_by("pk"))


def agreed_dates_of(school_id: int, wish: ExchangeWish | None = None) -> list[AgreedDate]:
    """The coming agreed dates of a school, or of one of its wishes, the next one first, with partners. One query."""
    dates = AgreedDate.objects.upcoming().filter(request__wish__school=school_id)
    if wish is not None:
        dates = dates.filter(request__wish=wish)
    return list(dates.select_related("request__partner")[:MOST_DATES])
