"""A wish on paper."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from members.schools.access import SchoolRequest, member_required
from members.wishes.printing import TEMPLATE, approval_context, approval_printable
from members.wishes.selectors import get_wish_or_404
from portal.core.printing.frame import public_address
from portal.core.printing.responses import pdf_response


@member_required
def wish_print(request: SchoolRequest, pk: int) -> HttpResponse:
    """The page to print, for the principal's approval."""
    wish = get_wish_or_404(request.user, pk)
    context = approval_context(wish, request.user, timezone.localdate())
    return render(request, TEMPLATE, {**context, "canonical": public_address(request.path)})


@member_required
def wish_pdf(request: SchoolRequest, pk: int) -> HttpResponse:
    """The same as a PDF; nobody but this person ever gets it."""
    wish = get_wish_or_404(request.user, pk)
    return cast(HttpResponse, pdf_response(request, approval_printable(wish, request.user)))
