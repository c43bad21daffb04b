"""A school's registration: the overview of its parts, a page of a part, confirming, drafts."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.schools.access import SchoolRequest, member_required, page_context, writer_required
from members.schools.models import School
from members.schools.registration.editing import draft_fields, open_sheet, save_sheet
from members.schools.registration.openings import read_opening
from members.schools.registration.pages import PartPage
from members.schools.registration.parts import Part, page_of, part_of
from members.schools.registration.progress import present_fiscal_year, registration_progress
from members.schools.registration_models import PartDraft
from members.schools.selectors import colleagues, week_grid
from members.schools.services.drafts import DraftTooLargeError, discard_draft, draft_of, keep_draft
from members.schools.services.registration import Entry, IncompletePartError, Saved, confirm_part
from members.schools.years import this_year


@member_required
def overview(request: SchoolRequest) -> HttpResponse:
    """The parts of the registration: what is said, what is missing, what is confirmed for this year."""
    own = request.school
    progress = registration_progress(own, present_fiscal_year())
    context = page_context(
        request,
        progress=progress,
        week=week_grid(own),
        colleagues=colleagues(own),
        shown_year=this_year(own, timezone.localdate()),
    )
    return render(request, "members/registration/overview.html", context)


@writer_required
def part_page(request: SchoolRequest, code: str) -> HttpResponse:
    """Fill in one page of a part. `action=draft` keeps it as a draft; else it is checked and stored."""
    part, page = _page_or_404(code)
    # What is read here may be written into by nobody else: the page around it must show what is stored.
    own = School.objects.get(pk=request.school.pk)
    draft = None
    if request.method == "POST":
        if request.POST.get("action") == "draft" and _is_kept(request, page):
            messages.success(request, _("Draft saved. Carry on whenever you like."))
            return redirect(page.url_name)
        sheet = save_sheet(part, page, own, request.POST, actor=request.user, entry=Entry())
        if sheet.saved is not None:
            _tell_saved(request, part, sheet.saved, sheet.adopted)
            return redirect("members:school")
    else:
        draft = draft_of(own, page, request.user)
        sheet = open_sheet(part, page, own, draft)
    progress = registration_progress(own, present_fiscal_year())
    state = next(each for each in progress.parts if each.part is part)
    context = page_context(request, sheet=sheet, draft=draft, state=state, fiscal_year=progress.fiscal_year)
    return render(request, "members/registration/part.html", context, status=sheet.status)


@writer_required
@require_POST
def confirm(request: SchoolRequest, code: str) -> HttpResponse:
    """Nothing has changed since last year: one button."""
    part = part_of(code)
    if part is None:
        raise Http404
    try:
        confirm_part(request.school, part, actor=request.user, entry=Entry())
    except IncompletePartError:
        messages.error(request, _("“%(part)s” is not complete yet, so it cannot be confirmed.") % {"part": part.title})
    else:
        messages.success(request, _("“%(part)s” is confirmed for this school year.") % {"part": part.title})
    return redirect("members:school")


@writer_required
@require_POST
def draft_keep(request: SchoolRequest, code: str) -> HttpResponse:
    """What the script sends while somebody types: 200 with the time, 413 for more than a page can hold."""
    _part, page = _page_or_404(code)
    try:
        draft = _keep(request, page)
    except DraftTooLargeError:
        return JsonResponse({"saved": ""}, status=413)
    return JsonResponse({"saved": f"{timezone.localtime(draft.updated_at):%H:%M}" if draft else ""})


@writer_required
@require_POST
def draft_discard(request: SchoolRequest, code: str) -> HttpResponse:
    """Back to what is stored."""
    _part, page = _page_or_404(code)
    discard_draft(request.school, page, user=request.user)
    messages.success(request, _("The draft is discarded. The form shows what is stored."))
    return redirect(page.url_name)


def _page_or_404(code: str) -> tuple[Part, PartPage]:
    found = page_of(code)
    if found is None:
        raise Http404
    return found


def _keep(request: SchoolRequest, page: PartPage) -> PartDraft | None:
    opening = read_opening(request.POST.get("opening", ""), page, request.school)
    return keep_draft(request.school, page, draft_fields(page, request.POST), opening=opening, user=request.user)


def _is_kept(request: SchoolRequest, page: PartPage) -> bool:
    """Without the script. What is too long even for a draft is told beside its field instead."""
    try:
        _keep(request, page)
    except DraftTooLargeError:
        return False
    return True


def _tell_saved(request: SchoolRequest, part: Part, saved: Saved, adopted: list[str]) -> None:
    if saved.is_confirmed:
        text = _("“%(part)s” is saved and confirmed for this school year.")
    else:
        text = _("“%(part)s” is saved.")
    messages.success(request, text % {"part": part.title})
    if adopted:
        names = _(", ").join(adopted)
        messages.info(request, _("What somebody else has changed meanwhile is kept: %(names)s.") % {"names": names})
