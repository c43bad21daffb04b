"""Writing a wish, a step a page: new, as a copy, again."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, writer_required
from members.wishes import services
from members.wishes.completeness import missing_answers
from members.wishes.country_rows import TIMELESS_TYPES
from members.wishes.forms.checks import MISSING
from members.wishes.forms.openings import read_opening
from members.wishes.gaps import step_url
from members.wishes.leadtime import haste_of
from members.wishes.lifecycle import StageError
from members.wishes.models import ExchangeWish
from members.wishes.presentation import haste_words
from members.wishes.selectors import get_wish_or_404, typed_before
from members.wishes.steps import FIRST, LAST, Step, step_after, step_before, step_of, step_with
from members.wishes.views.pages import Sheet, sheet_of, step_page, typed_sheet

NOT_TYPED = {"csrfmiddlewaretoken", "action"}
SUBMIT, SAVE, BACK, COUNT, GO_TO = "submit", "save", "back", "count", "goto:"


@writer_required
def wish_edit(request: SchoolRequest, pk: int) -> HttpResponse:
    """On to the first step that lacks something; to the first one where nothing does."""
    wish = get_wish_or_404(request.user, pk)
    if not wish.is_editable:
        return _closed(request, wish)
    missing = missing_answers(wish.answers())
    step = step_with(missing[0]) if missing else LAST if wish.is_draft else FIRST
    return redirect("members:wish-step", wish.pk, step.code)


@writer_required
def wish_step(request: SchoolRequest, pk: int, code: str) -> HttpResponse:
    """One step of a draft, or of a wish that waits for a partner."""
    wish, step = get_wish_or_404(request.user, pk), step_of(code)
    if step is None:
        raise Http404
    if not wish.is_editable:
        return _closed(request, wish)
    if request.method == "POST":
        return _posted(request, wish, step)
    draft = typed_before(request.user, wish.school, wish, step.code) if wish.is_draft else None
    if draft is None:
        return step_page(request, sheet_of(request, step, wish))
    opening = next(iter(draft.data.get("opening", [])), "")
    return step_page(request, typed_sheet(request, step, wish, draft.data), opening=opening, draft=draft)


@writer_required
def wish_submit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Hand in a draft as it is stored. What is missing is told on the last step."""
    wish = get_wish_or_404(request.user, pk)
    if request.method != "POST":
        return redirect("members:wish-detail", pk=wish.pk)
    try:
        services.submit_wish(wish, actor=request.user)
    except StageError:
        messages.error(request, _("This wish has been sent in already, or is closed."))
        return redirect("members:wish-detail", pk=wish.pk)
    except services.IncompleteWishError:
        return step_page(request, sheet_of(request, LAST, wish), status=422)
    return _sent_in(request, wish)


def _posted(request: SchoolRequest, wish: ExchangeWish, step: Step) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == COUNT:
        typed = dict(request.POST.lists())
        return step_page(request, typed_sheet(request, step, wish, typed), opening=request.POST.get("opening", ""))
    sheet = sheet_of(request, step, wish, data=request.POST, complete=wish.is_open or action == SUBMIT)
    switched = _switched(request.POST)
    if switched:
        sheet.form.instance.exchange_type = switched["exchange_type"]
    if sheet.form.is_valid():
        return _saved(request, sheet, wish, {**sheet.form.answers(), **switched})
    if wish.is_draft and (action == BACK or action.startswith(GO_TO)) and _is_kept(request, wish, step):
        messages.info(request, _("What you typed is kept as a draft of that step; something in it needs a look."))
        return redirect(_way_on(wish, step, action))
    # What it was opened with stays: what others have stored since then is still to be compared.
    return step_page(request, sheet, opening=request.POST.get("opening", ""))


def _saved(request: SchoolRequest, sheet: Sheet, wish: ExchangeWish, answers: dict[str, Any]) -> HttpResponse:
    """Store the answers of a valid form and go on, or show the page again with what stands against it."""
    form, status, opening = sheet.form, 422, request.POST.get("opening", "")
    try:
        return _stored(request, sheet, wish, answers)
    except services.WishChangedError as changed:
        form.tell_stale(changed.wish, [each.name for each in changed.conflicts if each.name in form.fields])
        status, opening = 409, ""
    except StageError:
        form.add_error(None, _("Meanwhile the wish has moved to another stage. Look at it, then save again."))
    except services.IncompleteWishError as incomplete:
        for name in incomplete.fields:
            form.add_error(None, MISSING[name])
    except ValidationError as error:
        form.add_error(None, error)
    sheet.wish = get_wish_or_404(request.user, wish.pk)
    return step_page(request, sheet, opening=opening, status=status)


def _stored(request: SchoolRequest, sheet: Sheet, wish: ExchangeWish, answers: dict[str, Any]) -> HttpResponse:
    step, action = sheet.step, request.POST.get("action", "")
    opened = read_opening(request.POST.get("opening", ""), step, wish)
    if "exchange_type" not in step.fields:
        # A button of another step changes it: what it was stood on the page.
        opened = replace(opened, values={**opened.values, "exchange_type": wish.exchange_type})
    if wish.is_open:
        revised = services.revise_wish(wish, answers, actor=request.user, opened=opened)
        _tell_kept(request, sheet, answers, revised)
        messages.success(request, _("Your changes are saved, and the suggestions are up to date."))
        return redirect("members:wish-detail", wish.pk)
    if action == SUBMIT:
        done = services.hand_in_wish(wish.school, answers, actor=request.user, wish=wish, opened=opened)
        _tell_kept(request, sheet, answers, done)
        return _sent_in(request, done)
    saved = services.save_draft(wish.school, answers, actor=request.user, wish=wish, opened=opened)
    _tell_kept(request, sheet, answers, saved)
    if action == SAVE:
        messages.success(request, _("Draft saved. Carry on whenever you like."))
    elif "months" in answers and action != GO_TO + LAST.code:
        # The steps in between do not warn of months.
        for words in haste_words(haste_of(saved.school_year, saved.months, timezone.localdate()), saved):
            messages.warning(request, words)
    return redirect(_way_on(wish, step, GO_TO + step.code if "switch" in request.POST else action))


def _tell_kept(request: SchoolRequest, sheet: Sheet, answers: dict[str, Any], saved: ExchangeWish) -> None:
    """Name what is stored otherwise than it was sent: this person had left it alone, and somebody else changed it."""
    stored = services.plain(saved.answers())
    kept = [name for name, value in services.plain(answers).items() if stored[name] != value]
    names = _(", ").join(str(sheet.form.fields[name].label) for name in kept if name in sheet.form.fields)
    if names:
        messages.info(request, _("What somebody else has changed meanwhile is kept: %(names)s.") % {"names": names})


def _way_on(wish: ExchangeWish, step: Step, action: str) -> str:
    """The address after a step was saved."""
    if action == BACK:
        return step_url(wish, step_before(step) or step)
    if action.startswith(GO_TO):
        return step_url(wish, step_of(action.removeprefix(GO_TO)) or step)
    after = step_after(step)
    if action == SAVE or after is None:
        return reverse("members:wish-detail", args=[wish.pk])
    return step_url(wish, after)


def _switched(data: QueryDict) -> dict[str, str]:
    """The other type of exchange that was chosen by its button; nothing without one."""
    kind = data.get("switch", "")
    return {"exchange_type": kind} if kind in TIMELESS_TYPES else {}


def _is_kept(request: SchoolRequest, wish: ExchangeWish, step: Step) -> bool:
    opened = read_opening(request.POST.get("opening", ""), step, wish)
    data = {name: values for name, values in request.POST.lists() if name not in NOT_TYPED}
    try:
        services.keep_typed(wish.school, step.code, data, user=request.user, wish=wish, opened=opened)
    except services.DraftTooLargeError:
        return False
    return True


def _closed(request: SchoolRequest, wish: ExchangeWish) -> HttpResponse:
    messages.error(request, _("This wish is closed and cannot be changed. You can copy it."))
    return redirect("members:wish-detail", pk=wish.pk)


def _sent_in(request: SchoolRequest, wish: ExchangeWish) -> HttpResponse:
    messages.success(request, _("Your wish is with us. These are the schools that suit it today."))
    return redirect("members:wish-matches", pk=wish.pk)
