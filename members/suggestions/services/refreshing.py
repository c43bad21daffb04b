"""Asking the engine and storing its answer."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from members import matching
from members.partners.models import PartnerSchool
from members.suggestions import selectors
from members.suggestions.dates import dates_json
from members.suggestions.engines import engines
from members.suggestions.mapping import parts_json, wish_id, wish_record
from members.suggestions.models import MatchRun, Suggestion
from members.wishes.lifecycle import Side
from members.wishes.models import ExchangeWish
from members.wishes.services import change_stage
from portal.core.vocabulary import Stage

LIMIT = 10
KEPT_RUNS = 5
"""Older runs of a wish are forgotten; the requests that came of them stay."""


def refresh_suggestions(wish: ExchangeWish, as_of: datetime.date | None = None) -> MatchRun:
    """Compute the list of one wish as of a day (today in Tokyo when None) and store it as a new run.

    Partners in the lists of other open wishes count as listed, as if these had been served before.
    """
    day = as_of or timezone.localdate()
    engine = engines.run(day)
    engine.list_before(selectors.listed_elsewhere(wish))
    return _refresh([wish], engine, day)[0]


def refresh_all(as_of: datetime.date | None = None) -> list[MatchRun]:
    """Compute the lists of all open wishes in one run, the longest waiting first, so that popular partners are shared.

    All new runs are stored in one transaction: schools see either the old lists or the new ones.
    """
    day = as_of or timezone.localdate()
    waiting = ExchangeWish.objects.open().waiting_longest_first().select_related("school")
    wishes = list(waiting.prefetch_related("periods", "school__terms", "school__special_days"))
    return _refresh(wishes, engines.run(day), day) if wishes else []


@dataclass(frozen=True)
class TriedList:
    """A list as it would be: a run and its suggestions by rank, none of them stored."""

    run: MatchRun
    suggestions: list[Suggestion]


def try_list(wish: ExchangeWish, as_of: datetime.date) -> TriedList:
    """The list that a wish would have with the answers that it has in memory. Nothing is stored, nobody is told.

    The lists of other open wishes count, as in `refresh_suggestions`; this one counts for nobody.
    What the desk has decided holds.
    """
    prefetch_related_objects([wish], "periods", "school__terms", "school__special_days")
    engine = engines.run(as_of)
    engine.list_before(selectors.listed_elsewhere(wish))
    doors, pinned = selectors.closed_doors([wish])[wish.pk], selectors.pins([wish])[wish.pk]
    answer = engine.serve(wish_record(wish, doors), LIMIT, pinned)
    run = _run(wish, answer, len(engine.pool), as_of)
    partners = selectors.suggested_partners(int(item.partner) for item in answer.items)
    return TriedList(run, _suggestions(run, answer, partners, pinned))


def count_possible(wish: ExchangeWish, musts: Sequence[frozenset[str]], as_of: datetime.date) -> list[dict[str, int]]:
    """What each set of musts would leave: the engine's counters and `possible`, without storing anything.

    All sets are counted against one reading of the partners.
    """
    record = wish_record(wish, selectors.closed_doors([wish])[wish.pk])
    with engines.asking(as_of) as engine:
        return engine.count(record, musts)


def _refresh(wishes: Sequence[ExchangeWish], engine: matching.Engine, as_of: datetime.date) -> list[MatchRun]:
    doors, pins = selectors.closed_doors(wishes), selectors.pins(wishes)
    by_id = {wish_id(wish): wish for wish in wishes}
    records = matching.serving_order(wish_record(wish, doors[wish.pk]) for wish in wishes)
    answers = [engine.serve(record, LIMIT, pins[by_id[record.id].pk]) for record in records]
    partners = selectors.suggested_partners({int(item.partner) for one in answers for item in one.items})
    with transaction.atomic():
        runs = [_run(by_id[one.wish], one, len(engine.pool), as_of) for one in answers]
        for run, answer in zip(runs, answers, strict=True):
            run.save()
            _fill(run, _suggestions(run, answer, partners, pins[run.wish_id]))
    return runs


def _run(wish: ExchangeWish, answer: matching.WishSuggestions, considered: int, as_of: datetime.date) -> MatchRun:
    return MatchRun(
        wish=wish,
        engine_version=matching.ENGINE_VERSION,
        wish_version=wish.version,
        as_of=as_of,
        considered=considered,
        possible=answer.possible,
        excluded=dict(answer.excluded),
    )


def _fill(run: MatchRun, suggestions: Sequence[Suggestion]) -> None:
    """Store the list of a run, forget old runs, and move the wish along."""
    Suggestion.objects.bulk_create(suggestions)
    kept = MatchRun.objects.filter(wish=run.wish).order_by("-pk").values_list("pk", flat=True)[:KEPT_RUNS]
    MatchRun.objects.filter(wish=run.wish).exclude(pk__in=list(kept)).delete()
    _propose(run.wish, run, found=bool(suggestions))


def _suggestions(
    run: MatchRun, answer: matching.WishSuggestions, partners: dict[int, PartnerSchool], pinned: Mapping[int, str]
) -> list[Suggestion]:
    # Who was deleted since memory was read is in no list.
    found = [(item, partners[int(item.partner)]) for item in answer.items if item.partner in partners]
    return [_suggestion(run, item, partner, pinned.get(partner.pk, "")) for item, partner in found]


def _suggestion(run: MatchRun, item: matching.Suggestion, partner: PartnerSchool, pinned: str) -> Suggestion:
    return Suggestion(
        run=run,
        partner=partner,
        rank=item.rank,
        fit=item.fit,
        fit_school=item.fit_school,
        fit_partner=item.fit_partner,
        score=item.score,
        parts=parts_json(item),
        slots=dates_json(item, run.wish, partner, run.as_of),
        pinned_because=pinned,
    )


def _propose(wish: ExchangeWish, run: MatchRun, *, found: bool) -> None:
    """The first candidates move a wish that was just handed in to the next stage."""
    if not found:
        return
    # Locked, so that nobody takes the wish back between this look and the step.
    submitted = ExchangeWish.objects.select_for_update(no_key=True).filter(pk=wish.pk, stage=Stage.SUBMITTED)
    if submitted.first() is not None:
        change_stage(wish, Stage.PROPOSED, actor=None, side=Side.SYSTEM, note=f"run {run.pk}")
