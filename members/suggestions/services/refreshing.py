"""Asking the engine and storing its answer."""

import datetime
from collections.abc import Sequence

from django.db import transaction
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


def count_possible(wish: ExchangeWish, musts: Sequence[frozenset[str]], as_of: datetime.date) -> list[dict[str, int]]:
    """What each set of musts would leave: the engine's counters and `possible`, without storing anything.

    All sets are counted against one reading of the partners.
    """
    record = wish_record(wish, selectors.closed_doors([wish])[wish.pk])
    with engines.asking(as_of) as engine:
        return engine.count(record, musts)


def _refresh(wishes: Sequence[ExchangeWish], engine: matching.Engine, as_of: datetime.date) -> list[MatchRun]:
    doors = selectors.closed_doors(wishes)
    records = matching.serving_order(wish_record(wish, doors[wish.pk]) for wish in wishes)
    answers = [engine.serve(record, LIMIT) for record in records]
    partners = selectors.suggested_partners({int(item.partner) for one in answers for item in one.items})
    by_id = {wish_id(wish): wish for wish in wishes}
    with transaction.atomic():
        return [_store(by_id[one.wish], one, len(engine.pool), as_of, partners) for one in answers]


def _store(
    wish: ExchangeWish,
    answer: matching.WishSuggestions,
    considered: int,
    as_of: datetime.date,
    partners: dict[int, PartnerSchool],
) -> MatchRun:
    run = MatchRun.objects.create(
        wish=wish,
        engine_version=matching.ENGINE_VERSION,
        wish_version=wish.version,
        as_of=as_of,
        considered=considered,
        possible=answer.possible,
        excluded=dict(answer.excluded),
    )
    # Who was deleted since memory was read is in no list.
    found = [(item, partners[int(item.partner)]) for item in answer.items if item.partner in partners]
    Suggestion.objects.bulk_create(_suggestion(run, item, partner) for item, partner in found)
    kept = MatchRun.objects.filter(wish=wish).order_by("-pk").values_list("pk", flat=True)[:KEPT_RUNS]
    MatchRun.objects.filter(wish=wish).exclude(pk__in=list(kept)).delete()
    _propose(wish, run, found=bool(answer.items))
    return run


def _suggestion(run: MatchRun, item: matching.Suggestion, partner: PartnerSchool) -> Suggestion:
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
    )


def _propose(wish: ExchangeWish, run: MatchRun, *, found: bool) -> None:
    """The first candidates move a wish that was just handed in to the next stage."""
    if not found:
        return
    # Locked, so that nobody takes the wish back between this look and the step.
    submitted = ExchangeWish.objects.select_for_update(no_key=True).filter(pk=wish.pk, stage=Stage.SUBMITTED)
    if submitted.first() is not None:
        change_stage(wish, Stage.PROPOSED, actor=None, side=Side.SYSTEM, note=f"run {run.pk}")
