"""What the page of a step shows, beside its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from members.schools.access import SchoolRequest, page_context
from members.wishes.completeness import missing_answers
from members.wishes.country_rows import country_rows, proposal_of
from members.wishes.forms import WishForm
from members.wishes.forms.choices import shown_answers
from members.wishes.forms.openings import opening_token
from members.wishes.forms.wish import typed_again
from members.wishes.gaps import gaps_of, step_url
from members.wishes.guidance import CountryGuide, country_guides
from members.wishes.leadtime import haste_of
from members.wishes.models import ExchangeWish, StepDraft
from members.wishes.presentation import facts_of, haste_words
from members.wishes.selectors import timetable_of
from members.wishes.steps import LAST, STEPS, Step, step_before, step_with
from members.wishes.trials import count_musts

_NOT_A_FACT = {"minutes"}


@dataclass
class Sheet:
    """A step being filled in: its form, and what it offers. `wish` is None before the first step is saved."""

    step: Step
    wish: ExchangeWish | None
    form: WishForm
    guides: Mapping[str, CountryGuide] = field(default_factory=dict)


@dataclass(frozen=True)
class StepLink:
    """A step in the row of steps; `lacks` tells that something needed is not filled in there."""

    step: Step
    url: str
    is_here: bool
    lacks: bool


def sheet_of(
    request: SchoolRequest,
    step: Step,
    wish: ExchangeWish | None,
    *,
    initial: Mapping[str, Any] | None = None,
    data: QueryDict | None = None,
    complete: bool = False,
) -> Sheet:
    """The form of a step, with what is stored (or `initial`), or with what was posted."""
    needs_lessons = "periods" in step.fields or "countries" in step.fields
    periods = timetable_of(request.school) if needs_lessons else []
    guides = country_guides(periods) if "countries" in step.fields else {}
    form = WishForm(
        data,
        step=step,
        school=request.school,
        periods=periods,
        countries=guides,
        complete=complete,
        # A form writes into its instance even when it is refused; the page around it must show what is stored.
        instance=ExchangeWish.objects.get(pk=wish.pk) if wish else ExchangeWish(school=request.school),
        initial={**(shown_answers(wish) if wish else {}), **(initial or {})},
    )
    return Sheet(step, wish, form, guides)


def typed_sheet(request: SchoolRequest, step: Step, wish: ExchangeWish | None, data: Mapping[str, list[str]]) -> Sheet:
    """The form as somebody has typed it, unchecked."""
    return sheet_of(request, step, wish, initial=typed_again(step, data))


def step_page(
    request: SchoolRequest, sheet: Sheet, *, opening: str = "", draft: StepDraft | None = None, **more: Any
) -> HttpResponse:
    """The page of a step. `opening` is what a form that comes back was opened with, empty for one opened just now.

    `status` (200, for a refused form 422) may be among `more`.
    """
    wish, step = sheet.wish, sheet.step
    status = more.pop("status", 422 if sheet.form.is_bound else 200)
    context: dict[str, Any] = {
        "wish": wish,
        "step": step,
        "steps": step_links(wish, step),
        "total": len(STEPS),
        "before": step_before(step),
        "form": sheet.form,
        "part": f"wishes/steps/{step.code}.html",
        "opening": opening or opening_token(step, wish),
        "draft": draft,
        "is_error": status >= 400,
        "haste": _haste(sheet),
        **_own(sheet, request),
        **more,
    }
    return render(request, "wishes/wish_step.html", page_context(request, **context), status=status)


def step_links(wish: ExchangeWish | None, here: Step) -> list[StepLink]:
    """All steps; of a wish that does not exist yet nothing is lacking."""
    lacking = {step_with(name) for name in missing_answers(wish.answers())} if wish else set()
    return [StepLink(step, step_url(wish, step) if wish else "", step is here, step in lacking) for step in STEPS]


def _haste(sheet: Sheet) -> list[str]:
    """Warnings about months that come too soon, on the step that asks for them and on the last one."""
    if sheet.wish is None or sheet.step not in {step_with("months"), LAST}:
        return []
    return haste_words(haste_of(sheet.wish.school_year, sheet.wish.months, timezone.localdate()), sheet.wish)


def _own(sheet: Sheet, request: SchoolRequest) -> dict[str, Any]:
    """What a single step shows."""
    if sheet.step is step_with("countries"):
        chosen = {str(code) for code in sheet.form["countries"].value() or []}
        choices: Any = sheet.form.fields["countries"]
        rows = country_rows(choices.choices, sheet.guides, chosen)
        kind = sheet.wish.exchange_type if sheet.wish else ""
        return {"rows": rows, "proposal": proposal_of(rows, kind)}
    if sheet.step is LAST and sheet.wish is not None:
        return _check(sheet.form, sheet.wish, request)
    return {}


def _check(form: WishForm, wish: ExchangeWish, request: SchoolRequest) -> dict[str, Any]:
    musts = [str(code) for code in form["musts"].value() or []]
    counted = count_musts(wish, musts, timezone.localdate())
    effects = counted.effects if counted else {}
    drafts = StepDraft.objects.filter(wish=wish, user=request.user).exclude(step=LAST.code)
    unsaved = set(drafts.values_list("step", flat=True))
    return {
        "counted": counted,
        "weighing": [{**row, "effect": effects.get(row["code"], "")} for row in form.weighing],
        "gaps": gaps_of(wish),
        "unsaved": [(step, step_url(wish, step)) for step in STEPS if step.code in unsaved],
        "summary": [
            (step, step_url(wish, step), facts_of(wish, [name for name in step.fields if name not in _NOT_A_FACT]))
            for step in STEPS
            if step is not LAST
        ],
    }
