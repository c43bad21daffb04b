"""Reading wishes for a person or a school."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from members.schools.models import Membership, School, SchoolPeriod
from members.schools.whole_record import rows_of
from members.wishes.models import ExchangeWish, StepDraft, WishQuerySet
from portal.core.access import membership_of


def get_wish_or_404(user: Any, pk: int) -> ExchangeWish:
    """A wish of the school this person acts for today; any other one raises `Http404`, as if it did not exist."""
    membership = membership_of(user)
    if not isinstance(membership, Membership):
        raise Http404
    wishes = ExchangeWish.objects.select_related("school", "created_by", "updated_by", "ended_by").prefetch_related(
        "periods"
    )
    return get_object_or_404(wishes, pk=pk, school_id=membership.school_id)


def wishes_of(school: School) -> WishQuerySet:
    """All wishes of a school, the newest first."""
    return ExchangeWish.objects.filter(school=school).newest_first()


def timetable_of(school: School) -> list[SchoolPeriod]:
    """The school's lessons, as the form offers them."""
    return list(SchoolPeriod.objects.filter(school=school).order_by("weekday", "starts"))


def wish_rows(school: School) -> list[dict[str, Any]]:
    """All wishes of a school for its whole record, in the order in which they were written."""
    return rows_of(ExchangeWish.objects.filter(school=school).order_by("pk"))


def typed_before(user: Any, school: School, wish: ExchangeWish | None, step: str) -> StepDraft | None:
    """What this person has typed into a step and not saved; `wish` None for a wish that does not exist yet."""
    return StepDraft.objects.filter(school=school, user=user, wish=wish, step=step).first()


def draft_rows(school: School) -> list[dict[str, Any]]:
    """What people of a school have typed and not saved, for its whole record."""
    return rows_of(StepDraft.objects.filter(school=school).order_by("pk"))
