"""The suggestions of a wish on paper."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.schools.access import SchoolRequest, member_required
from members.suggestions.printing import TEMPLATE, list_context, list_printable
from members.suggestions.views.showing import shown_run
from members.wishes.selectors import get_wish_or_404
from portal.core.printing.frame import public_address
from portal.core.printing.responses import pdf_response


@member_required
@require_safe
def matches_print(request: SchoolRequest, pk: int) -> HttpResponse:
    """The page to print; a wish that waits for nobody has no list, its own page says so."""
    wish = get_wish_or_404(request.user, pk)
    if not wish.is_open:
        return redirect("members:wish-matches", pk=wish.pk)
    context = list_context(wish, shown_run(request, wish), request.user, timezone.localdate())
    return render(request, TEMPLATE, {**context, "canonical": public_address(request.path)})


@member_required
@require_safe
def matches_pdf(request: SchoolRequest, pk: int) -> HttpResponse:
    """The same as a PDF; nobody but this person ever gets it."""
    wish = get_wish_or_404(request.user, pk)
    if not wish.is_open:
        return redirect("members:wish-matches", pk=wish.pk)
    shown_run(request, wish)
    return cast(HttpResponse, pdf_response(request, list_printable(wish, request.user)))
