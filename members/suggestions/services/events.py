"""Writing down what becomes of suggestions. Part of the caller's transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from members.suggestions.event_models import EventKind, MatchEvent
from members.suggestions.models import MatchRun, Suggestion
from members.wishes.models import ExchangeWish


@transaction.atomic
def note_shown(run: MatchRun, suggestions: Iterable[Suggestion]) -> bool:
    """The school sees this list; whether it is the first time. A list is noted once, whoever looks."""
    if run.shown_at is not None:
        return False
    if not MatchRun.objects.filter(pk=run.pk, shown_at=None).update(shown_at=timezone.now()):
        return False
    MatchEvent.objects.bulk_create(
        MatchEvent(
            kind=EventKind.SHOWN,
            wish_id=run.wish_id,
            partner_id=one.partner_id,
            rank=one.rank,
            engine_version=run.engine_version,
        )
        for one in suggestions
    )
    return True


def note(kind: EventKind, wish: ExchangeWish, partner_id: int, detail: str = "") -> MatchEvent:
    """One step of a partner for a wish, with its rank in the newest list."""
    newest = MatchRun.objects.filter(wish=wish).order_by("-pk").first()
    stood = newest and newest.suggestions.filter(partner=partner_id).first()
    return MatchEvent.objects.create(
        kind=kind,
        wish=wish,
        partner_id=partner_id,
        detail=detail,
        rank=stood.rank if stood else None,
        engine_version=newest.engine_version if newest and stood else "",
    )
