"""Looking at wishes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from members.schools.access import SchoolRequest, member_required, page_context
from members.wishes.leadtime import haste_of
from members.wishes.models import ExchangeWish
from members.wishes.permissions import may_edit, may_withdraw
from members.wishes.presentation import facts_of, haste_words
from members.wishes.selectors import get_wish_or_404, wishes_of
from portal.core.pagination import paginate

PER_PAGE = 20


@member_required
def wish_list(request: SchoolRequest) -> HttpResponse:
    """All wishes of the school."""
    page = paginate(request, wishes_of(request.school), PER_PAGE)
    return render(request, "wishes/wish_list.html", page_context(request, page=page))


@member_required
def wish_detail(request: SchoolRequest, pk: int) -> HttpResponse:
    """One wish, with what may be done next."""
    wish = get_wish_or_404(request.user, pk)
    return render(request, "wishes/wish_detail.html", page_context(request, **detail_context(request, wish)))


def detail_context(request: SchoolRequest, wish: ExchangeWish) -> dict[str, Any]:
    """What the page of one wish tells."""
    haste = haste_of(wish.school_year, wish.months, timezone.localdate())
    return {
        "wish": wish,
        "facts": facts_of(wish)[1:],  # the name is the heading
        "haste": haste_words(haste, wish) if wish.is_editable else [],
        "may_edit": may_edit(request.user, wish),
        "may_withdraw": may_withdraw(request.user, wish),
    }
