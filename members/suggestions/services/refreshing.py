"""Asking the engine and storing its answer."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from members import matching
from members.partners.models import PartnerSchool
from members.suggestions import selectors
from members.suggestions.dates import dates_json
from members.suggestions.mapping import partner_record, parts_json, wish_id, wish_record
from members.suggestions.models import MatchRun, Suggestion
from members.wishes.lifecycle import Side
from members.wishes.models import ExchangeWish
from members.wishes.services import change_stage
from portal.core.vocabulary import Stage

LIMIT = 10
KEPT_RUNS = 5
"""Older runs of a wish are forgotten; the requests that came of them stay."""


def refresh_suggestions(wish: ExchangeWish, as_of: datetime.date | None = None) -> MatchRun:
    """Compute the list of one wish as of a day (today in Tokyo when None) and store it as a new run."""
    return _refresh([wish], as_of or timezone.localdate())[0]


def refresh_all(as_of: datetime.date | None = None) -> list[MatchRun]:
    """Compute the lists of all open wishes in one run, the longest waiting first, so that popular partners are shared.

    All new runs are stored in one transaction: schools see either the old lists or the new ones.
    """
    waiting = ExchangeWish.objects.open().waiting_longest_first().select_related("school")
    wishes = list(waiting.prefetch_related("periods", "school__terms", "school__special_days"))
    return _refresh(wishes, as_of or timezone.localdate()) if wishes else []


def count_possible(wish: ExchangeWish, musts: Sequence[frozenset[str]], as_of: datetime.date) -> list[dict[str, int]]:
    """What each set of musts would leave: the engine's counters and `possible`, without storing anything.

    All sets are counted against one reading of the partners.
    """
    partners = _partner_records(selectors.all_partners(), as_of)
    excluded = selectors.closed_doors([wish])[wish.pk]
    # One wish a set, told apart by its id: the engine then prepares partners and weeks once for all of them.
    different = sorted(set(musts), key=sorted)
    record = wish_record(wish, excluded)
    variants = [replace(record, id=f"{number:03d}", musts=one) for number, one in enumerate(different)]
    answers = {one.wish: one for one in matching.match(variants, partners, as_of=as_of, limit=0).suggestions}
    counted = {
        one: {**answers[record.id].excluded, "possible": answers[record.id].possible}
        for record, one in zip(variants, different, strict=True)
    }
    return [counted[one] for one in musts]


def _refresh(wishes: Sequence[ExchangeWish], as_of: datetime.date) -> list[MatchRun]:
    rows = selectors.all_partners()
    doors = selectors.closed_doors(wishes)
    records = [wish_record(wish, doors[wish.pk]) for wish in wishes]
    result = matching.match(records, _partner_records(rows, as_of), as_of=as_of, limit=LIMIT)
    partners = {partner.code: partner for partner in rows}
    by_id = {wish_id(wish): wish for wish in wishes}
    suggested = {item.partner for one in result.suggestions for item in one.items}
    prefetch_related_objects([partners[code] for code in suggested], "terms", "special_days")
    with transaction.atomic():
        return [_store(by_id[one.wish], one, result.engine, as_of, partners) for one in result.suggestions]


def _partner_records(rows: Iterable[PartnerSchool], on: datetime.date) -> list[matching.Partner]:
    waiting = selectors.open_request_counts()
    return [partner_record(partner, waiting[partner.pk], on) for partner in rows]


def _store(
    wish: ExchangeWish,
    answer: matching.WishSuggestions,
    engine: str,
    as_of: datetime.date,
    partners: dict[str, PartnerSchool],
) -> MatchRun:
    run = MatchRun.objects.create(
        wish=wish,
        engine_version=engine,
        wish_version=wish.version,
        as_of=as_of,
        considered=len(partners),
        possible=answer.possible,
        excluded=dict(answer.excluded),
    )
    Suggestion.objects.bulk_create(_suggestion(run, item, partners[item.partner]) for item in answer.items)
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
