"""One page of the registration being filled in: by the school on its own pages, by the office at the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from members.schools.forms.timetable import PREFIX, TimetableFormSet, posted_rows, rows_of, rows_of_draft
from members.schools.models import School, SchoolPeriod
from members.schools.registration_models import PartDraft
from members.schools.services.registration import (
    Entry,
    PartConflictError,
    Saved,
    UnfitMergeError,
    lessons_of,
    save_page,
)
from portal.core.merging import Merge, Values
from portal.users.models import User

from .changes import LastChange, last_changes
from .openings import opening_token, read_opening
from .pages import PartPage, RecordPage, lesson_values
from .parts import Part

THEIRS = "theirs"
"""The name of the boxes that take over what somebody else has stored."""


@dataclass(frozen=True)
class Clash:
    """An answer that two people changed: what is stored now, what was there before, what was typed, who and when."""

    name: str
    label: str
    stored: str
    before: str
    typed: str
    change: LastChange


@dataclass
class Sheet:
    """A page as it is shown: its form, what it was opened with, and what stands in the way of saving.

    `status` is that of the answer; `saved` is there when everything is done. `adopted` are the labels of answers that
    others changed meanwhile and that are shown already.
    """

    part: Part
    page: PartPage
    form: Any
    opening: str
    status: int = 200
    saved: Saved | None = None
    clashes: list[Clash] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    @property
    def is_table(self) -> bool:
        """Whether the form is the rows of a timetable."""
        return not isinstance(self.page, RecordPage)

    @property
    def rows(self) -> list[tuple[Any, Clash | None]]:
        """The fields of a form, each with its clash."""
        by_name = {clash.name: clash for clash in self.clashes}
        return [(bound, by_name.get(bound.name)) for bound in self.form]


def open_sheet(part: Part, page: PartPage, school: School, draft: PartDraft | None = None) -> Sheet:
    """The page with what is stored, or with what somebody has typed before and not saved."""
    if draft is None:
        return Sheet(part, page, _fresh(page, school), opening_token(page, school, page.read(school)))
    return _typed_before(part, page, draft.data)


def typed_sheet(part: Part, page: PartPage, data: QueryDict) -> Sheet:
    """The page with what was just typed, unchecked: for when something beside it is wrong."""
    return _typed_before(part, page, draft_fields(page, data))


def _typed_before(part: Part, page: PartPage, fields: Mapping[str, list[str]]) -> Sheet:
    # What it was opened with stays: it merges with what others have stored since.
    token = next(iter(fields.get("opening", [])), "")
    return Sheet(part, page, _from_draft(page, fields), token)


def save_sheet(part: Part, page: PartPage, school: School, data: QueryDict, *, actor: User, entry: Entry) -> Sheet:
    """Check and store what was typed. The sheet tells what is wrong (422) or who was faster (409); nothing is lost."""
    token = data.get("opening", "")
    opening = read_opening(token, page, school)
    before = opening.values if opening else None
    chosen = [
        name
        for name in data.getlist(THEIRS)
        if before is not None and (name in before or not isinstance(page, RecordPage))
    ]
    form = _bound(page, _with_theirs(page, data, before, chosen))
    if not form.is_valid():
        return Sheet(part, page, form, token, status=422, chosen=chosen)
    values = _values(page, form) | ({name: (before or {}).get(name) for name in chosen})
    try:
        saved = save_page(school, part, page, values, opening=opening, actor=actor, entry=entry)
    except PartConflictError as conflict:
        sheet = _shown_again(part, page, school, data, conflict.found, conflict.stored)
        sheet.clashes = _clashes(page, school, conflict.found)
        _tell(sheet)
        return sheet
    except UnfitMergeError as unfit:
        return _shown_again(part, page, school, data, unfit.found, unfit.stored)
    return Sheet(part, page, form, token, saved=saved, adopted=[page.label(name) for name in saved.adopted])


def draft_fields(page: PartPage, data: QueryDict) -> dict[str, list[str]]:
    """What of a posted page belongs into a draft: its own fields, and what it was opened with."""
    if isinstance(page, RecordPage):
        names = {"opening", *page.form_class.order}
        return {name: data.getlist(name) for name in data if name in names}
    return {name: data.getlist(name) for name in data if name == "opening" or name.startswith(f"{PREFIX}-")}


def _fresh(page: PartPage, school: School) -> Any:
    if isinstance(page, RecordPage):
        return page.form_class(initial=page.read(school))
    return TimetableFormSet(prefix=PREFIX, initial=rows_of(SchoolPeriod.objects.filter(school=school)))


def _from_draft(page: PartPage, draft: Mapping[str, list[str]]) -> Any:
    if isinstance(page, RecordPage):
        return page.form_class(initial=page.form_class.initial_from(draft))
    return TimetableFormSet(prefix=PREFIX, initial=rows_of_draft(draft))


def _bound(page: PartPage, data: QueryDict) -> Any:
    return page.form_class(data) if isinstance(page, RecordPage) else TimetableFormSet(data, prefix=PREFIX)


def _values(page: PartPage, form: Any) -> dict[str, Any]:
    return form.values() if isinstance(page, RecordPage) else lesson_values(form.lessons())


def _with_theirs(page: PartPage, data: QueryDict, before: Values | None, chosen: list[str]) -> QueryDict:
    """Where theirs was chosen, whatever was typed does not count, not even when it is wrong."""
    if not isinstance(page, RecordPage) or before is None:
        return data
    return page.form_class.overlaid(data, {name: before[name] for name in chosen})


def _shown_again(
    part: Part, page: PartPage, school: School, data: QueryDict, found: Merge, stored: dict[str, Any]
) -> Sheet:
    """What was typed, with what others changed where it was left alone, as if opened just now: saving decides."""
    if isinstance(page, RecordPage):
        form: Any = page.form_class(
            page.form_class.overlaid(data, {name: found.values[name] for name in found.adopted})
        )
    else:
        form = TimetableFormSet(posted_rows(rows_of(_periods(found.values))), prefix=PREFIX)
    form.is_valid()
    adopted = [page.label(name) for name in found.adopted]
    return Sheet(part, page, form, opening_token(page, school, stored), status=409, adopted=adopted)


def _periods(values: Values) -> list[SchoolPeriod]:
    return [SchoolPeriod(**lesson._asdict()) for lesson in lessons_of(values)]


def _clashes(page: PartPage, school: School, found: Merge) -> list[Clash]:
    changes = last_changes(school, page, [each.name for each in found.conflicts])
    return [
        Clash(
            each.name,
            page.label(each.name),
            page.words(each.name, each.theirs),
            page.words(each.name, each.before),
            page.words(each.name, each.mine),
            changes[each.name],
        )
        for each in found.conflicts
    ]


def _tell(sheet: Sheet) -> None:
    """Put the news above the form and beside its fields."""
    message = _(
        "Somebody else has changed the same answers while you were typing. Nothing is lost: compare, then save."
    )
    if sheet.is_table:
        sheet.form.non_form_errors().append(message)
        return
    sheet.form.add_error(None, message)
    for clash in sheet.clashes:
        words = {"who": clash.change.who}
        sheet.form.add_error(clash.name, _("%(who)s has changed this meanwhile.") % words)
