"""A new wish: its first step, empty, as a copy, or with what a case study suggests."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, writer_required
from members.wishes import services
from members.wishes.cycle import open_years
from members.wishes.forms.choices import copied_answers, fresh_answers
from members.wishes.forms.inspiration import case_address, inspired_answers
from members.wishes.forms.openings import read_opening
from members.wishes.models import ExchangeWish
from members.wishes.selectors import timetable_of, typed_before, wishes_of
from members.wishes.steps import FIRST, STEPS, step_of
from members.wishes.views.pages import Sheet, sheet_of, step_page, typed_sheet
from members.wishes.views.steps import GO_TO, SAVE

LONGEST_SOURCE = 2_000


@writer_required
def wish_create(request: SchoolRequest) -> HttpResponse:
    """The first step of a new wish; saving it makes the draft.

    `?from=<id>` begins with a copy of an earlier one, `?case=…` with what a case study suggests; `?year=2027` says for
    which of the open fiscal years it is.
    """
    if request.method == "POST":
        source = QueryDict(request.POST.get("source", "")[:LONGEST_SOURCE])
        sheet = sheet_of(request, FIRST, None, data=request.POST)
        if sheet.form.is_valid():
            return _begun(request, sheet, source)
        return _page(request, sheet, source, opening=request.POST.get("opening", ""))
    draft = typed_before(request.user, request.school, None, FIRST.code)
    typed_from = next(iter(draft.data.get("source", [])), "") if draft else ""
    # Another copy than the one that was being typed begins anew.
    if draft is not None and request.GET.urlencode() in {"", typed_from}:
        source = QueryDict(typed_from)
        opening = next(iter(draft.data.get("opening", [])), "")
        return _page(request, typed_sheet(request, FIRST, None, draft.data), source, opening=opening, draft=draft)
    source = QueryDict(request.GET.urlencode()[:LONGEST_SOURCE])
    return _page(request, sheet_of(request, FIRST, None, initial=_answers(request, source)), source)


def _begun(request: SchoolRequest, sheet: Sheet, source: QueryDict) -> HttpResponse:
    answers = {**_answers(request, source), **sheet.form.answers()}
    opened = read_opening(request.POST.get("opening", ""), FIRST, None)
    wish = services.save_draft(request.school, answers, actor=request.user, opened=opened)
    action = request.POST.get("action", "")
    if action == SAVE:
        messages.success(request, _("Draft saved. Carry on whenever you like."))
        return redirect("members:wish-detail", wish.pk)
    chosen = step_of(action.removeprefix(GO_TO)) if action.startswith(GO_TO) else None
    return redirect("members:wish-step", wish.pk, (chosen or STEPS[1]).code)


def _answers(request: SchoolRequest, source: QueryDict) -> dict[str, Any]:
    """What the new wish begins with."""
    earlier, year = _earlier(request, source), _year(source)
    if earlier is not None:
        answers = copied_answers(earlier)
    else:
        answers = fresh_answers(request.school, timetable_of(request.school))
        answers |= inspired_answers(source, request.school)
    return {**answers, "school_year": year} if year else answers


def _year(source: QueryDict) -> int | None:
    """The fiscal year named, None for one that is not open."""
    open_now = {str(year): year for year in open_years(timezone.localdate())}
    return open_now.get(source.get("year", ""))


def _earlier(request: SchoolRequest, source: QueryDict) -> ExchangeWish | None:
    """The wish to copy, None when the address names none of this school."""
    number = source.get("from", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return wishes_of(request.school).filter(pk=int(number)).prefetch_related("periods").first()


def _page(request: SchoolRequest, sheet: Sheet, source: QueryDict, **more: Any) -> HttpResponse:
    inspiration = case_address(source)
    newest = None if source.get("from") or inspiration else wishes_of(request.school).first()
    about = {"source": source.urlencode(), "year": _year(source), "newest": newest, "inspiration": inspiration}
    return step_page(request, sheet, **{**about, **more})
