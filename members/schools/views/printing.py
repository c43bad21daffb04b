"""The registration on paper, for the principal's approval."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from members.schools.access import SchoolRequest, member_required
from members.schools.printing.approval import TEMPLATE, approval_context, approval_printable
from portal.core.printing.frame import public_address
from portal.core.printing.responses import pdf_response


@member_required
def approval(request: SchoolRequest) -> HttpResponse:
    """The page to print."""
    context = approval_context(request.school, request.user, timezone.localdate())
    return render(request, TEMPLATE, {**context, "canonical": public_address(request.path)})


@member_required
def approval_pdf(request: SchoolRequest) -> HttpResponse:
    """The same as a PDF; nobody but this person ever gets it."""
    return cast(HttpResponse, pdf_response(request, approval_printable(request.school, request.user)))
