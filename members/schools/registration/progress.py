"""How far a school's registration is in a fiscal year: what is missing, what is confirmed, what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from members.schools.models import School
from members.schools.registration_models import PartYear
from portal.core.dates import fiscal_year_of

from .pages import Missing
from .parts import PARTS, Part


def present_fiscal_year() -> int:
    """The fiscal year of today in Tokyo, by the year it begins in."""
    return fiscal_year_of(timezone.localdate())


@dataclass(frozen=True)
class Change:
    """An answer that is not what it was: its label, the words before and now (empty without an answer)."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class PartProgress:
    """One part in one fiscal year. `row` is this year's row, `last` the newest confirmed one of earlier years."""

    part: Part
    missing: list[Missing]
    row: PartYear | None
    last: PartYear | None
    changes: list[Change] = field(default_factory=list)
    """What differs from the answers confirmed last; empty when those are not kept any more."""

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def is_confirmed(self) -> bool:
        return self.row is not None and self.row.is_confirmed

    @property
    def is_done(self) -> bool:
        return self.is_complete and self.is_confirmed


@dataclass(frozen=True)
class Progress:
    """A school's registration in a fiscal year."""

    school: School
    fiscal_year: int
    parts: list[PartProgress]

    @property
    def done(self) -> int:
        """How many parts are complete and confirmed."""
        return sum(each.is_done for each in self.parts)

    @property
    def is_done(self) -> bool:
        """Whether every part is complete and confirmed for this fiscal year."""
        return self.done == len(self.parts)


def registration_progress(school: School, fiscal_year: int) -> Progress:
    """How far the registration of a school is in that fiscal year. A fixed number of queries, however many answers."""
    rows = PartYear.objects.filter(school=school, fiscal_year__lte=fiscal_year)
    known = list(rows.select_related("entered_by", "confirmed_by").order_by("fiscal_year"))
    return Progress(school, fiscal_year, [_part_progress(part, school, fiscal_year, known) for part in PARTS])


def _part_progress(part: Part, school: School, fiscal_year: int, rows: Iterable[PartYear]) -> PartProgress:
    own = [row for row in rows if row.part == part.code]
    this_year = next((row for row in own if row.fiscal_year == fiscal_year), None)
    earlier = [row for row in own if row.fiscal_year < fiscal_year and row.is_confirmed]
    last = earlier[-1] if earlier else None
    return PartProgress(part, part.missing(school), this_year, last, _changes(part, school, last))


def _changes(part: Part, school: School, last: PartYear | None) -> list[Change]:
    found = []
    for page in part.pages:
        before = (last.snapshot if last else {}).get(page.code)
        if before is not None:
            now = page.read(school)
            found += [
                Change(page.label(name), page.words(name, before.get(name)), page.words(name, now.get(name)))
                for name in page.changed(before, now)
            ]
    return found
