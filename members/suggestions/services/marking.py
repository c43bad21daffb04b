"""The desk puts a partner first, hides it, or keeps it from a school; and takes that back."""

from django.db import transaction

from members.partners.models import PartnerSchool
from members.suggestions.models import DeskMark, MarkKind
from members.wishes.models import ExchangeWish
from members.wishes.services.effects import tell_listeners
from portal.core import audit
from portal.users.models import User


@transaction.atomic
def mark_partner(
    wish: ExchangeWish, partner: PartnerSchool, kind: MarkKind, *, reason: str, by: User | None
) -> DeskMark:
    """Decide about a partner for a wish; a block counts for all wishes of its school.

    A second decision takes the place of the first. The lists concerned are made anew. Raises `ValidationError` without
    a reason or with one that is too long.
    """
    locked = _locked(wish)
    own = None if kind == MarkKind.BLOCK else locked
    mark = DeskMark.objects.filter(school=locked.school_id, wish=own, partner=partner).first()
    mark = mark or DeskMark(school_id=locked.school_id, wish=own, partner=partner)
    mark.kind, mark.reason, mark.made_by = kind, reason, by
    mark.full_clean(exclude=["school", "wish", "partner", "made_by"])
    mark.save()
    audit.record("suggestion.mark", locked, actor=by, data={"partner": partner.code, "kind": kind.value})
    _refresh(mark, locked)
    return mark


@transaction.atomic
def lift_mark(wish: ExchangeWish, mark: DeskMark, *, by: User | None) -> bool:
    """Take a decision back, seen from a wish; False when somebody else was quicker."""
    locked = _locked(wish)
    deleted, _each = DeskMark.objects.filter(pk=mark.pk).delete()
    if deleted:
        audit.record("suggestion.lift", locked, actor=by, data={"partner": mark.partner.code, "kind": mark.kind})
        _refresh(mark, locked)
    return bool(deleted)


def _locked(wish: ExchangeWish) -> ExchangeWish:
    return ExchangeWish.objects.select_for_update(of=("self",), no_key=True).select_related("school").get(pk=wish.pk)


def _refresh(mark: DeskMark, wish: ExchangeWish) -> None:
    """A block changes the lists of all open wishes of the school, the others that of one wish."""
    concerned = ExchangeWish.objects.open().filter(school=wish.school_id) if mark.wish_id is None else [wish]
    for one in concerned:
        tell_listeners(one)
