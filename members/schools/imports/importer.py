"""The import of schools: added with the usual timetable of their type, without accounts, never deleted."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.schools.models import School
from members.schools.services.register import add_schools, change_schools, remove_schools
from portal.core.imports.columns import Fault
from portal.core.imports.importer import Importer, Options, PlannedRow, Values, Written
from portal.core.imports.reading import Table
from portal.users.models import User

from .columns import COLUMNS, KEY, MEXT
from .matching import with_codes
from .mext import MextList
from .notes import notes_of
from .undoing import CHANGED_AT, why_kept

_CHUNK = 500
_NAMES = [column.name for column in COLUMNS]


class SchoolImporter(Importer[School]):
    """A row is a school; its code tells which. The ministry's list is taken as it is published."""

    code = "schools"
    title = _("Import of schools")
    columns = COLUMNS
    key = KEY
    layouts = (MextList(),)

    def may_use(self, user: Any) -> bool:
        return all(user.has_perm(f"schools.{verb}_school") for verb in ("add", "change", "delete"))

    def complete(self, table: Table) -> Table:
        return with_codes(table) if isinstance(table.layout, MextList) else table

    def notes(self, table: Table) -> Sequence[Any]:
        return notes_of(table)

    def find(self, keys: Collection[str], *, lock: bool) -> Mapping[str, School]:
        codes = sorted(keys)
        found: dict[str, School] = {}
        for start in range(0, len(codes), _CHUNK):
            schools = School.objects.filter(code__in=codes[start : start + _CHUNK]).order_by("pk")
            rows = schools.select_for_update(no_key=True) if lock else schools
            found.update((school.code, school) for school in rows)
        return found

    def values(self, record: School) -> Values:
        return {name: getattr(record, name) for name in _NAMES}

    def label(self, values: Values) -> str:
        return str(values.get("name", ""))

    def check(self, values: Values, record: School | None, options: Options) -> Iterator[Fault]:
        # The kinds of the columns know everything else that the model demands.
        if values.get("founder") == "":
            yield Fault("founder", _("The cell is empty, but must be filled."))

    def check_together(self, rows: Sequence[PlannedRow[School]]) -> Mapping[int, Sequence[Fault]]:
        """A MEXT code belongs to one school, in the file and in the register."""
        coded = [row for row in rows if row.values.get(MEXT)]
        times = Counter(row.values[MEXT] for row in coded)
        owners = _owners(list(times))
        faults: dict[int, Sequence[Fault]] = {}
        for row in coded:
            code = row.values[MEXT]
            owner = owners.get(code)
            if times[code] > 1:
                faults[row.number] = [Fault(MEXT, _("The same MEXT school code stands in several rows."), code)]
            elif owner is not None and owner != row.values[KEY]:
                message = ValidationError(_("School %(school)s has this MEXT school code."), params={"school": owner})
                faults[row.number] = [Fault(MEXT, message, code)]
        return faults

    def write(self, rows: Sequence[PlannedRow[School]], options: Options, actor: User | None) -> Iterator[Written]:
        existing = [(row.number, row.record, row.values) for row in rows if row.record is not None]
        before = {number: _before(school, values) for number, school, values in existing}
        change_schools([(school, _changed(school, values)) for _number, school, values in existing], actor=actor)
        added = {school.code: school for school in add_schools(_new(rows), actor=actor)}
        for row in rows:
            school = row.record or added[row.values[KEY]]
            yield Written(str(school.pk), before.get(row.number, {}), {CHANGED_AT: school.updated_at.isoformat()})

    def add(self, values: Values, options: Options, actor: User | None) -> Written:
        return next(self.write([PlannedRow(0, values, None)], options, actor))

    def change(self, record: School, values: Values, options: Options, actor: User | None) -> Written:
        return next(self.write([PlannedRow(0, values, record)], options, actor))

    def why_not_undo(self, written: Mapping[str, Written], added: Collection[str]) -> Mapping[str, Any]:
        return why_kept(written, added)

    def take_all_back(self, written: Sequence[tuple[Written, bool]], actor: User | None) -> None:
        remove_schools([int(one.object_id) for one, added in written if added], actor=actor)
        before = {int(one.object_id): one.before for one, added in written if not added}
        schools = School.objects.filter(pk__in=before).select_for_update(no_key=True).order_by("pk")
        change_schools([(school, _restored(before[school.pk])) for school in schools], actor=actor)

    def take_back(self, written: Written, *, added: bool, actor: User | None) -> None:
        self.take_all_back([(written, added)], actor)


def _owners(codes: list[str]) -> dict[str, str]:
    """The school codes by MEXT code, for those that a school has."""
    found: dict[str, str] = {}
    for start in range(0, len(codes), _CHUNK):
        schools = School.objects.filter(mext_code__in=codes[start : start + _CHUNK])
        found.update(schools.values_list("mext_code", "code"))
    return found


def _new(rows: Sequence[PlannedRow[School]]) -> Iterator[Values]:
    return (row.values for row in rows if row.record is None)


def _changed(school: School, values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(school, name) != value}


def _before(school: School, values: Values) -> dict[str, Any]:
    held = {name: getattr(school, name) for name in _changed(school, values)}
    return {**held, CHANGED_AT: school.updated_at.isoformat()}


def _restored(before: Mapping[str, Any]) -> dict[str, Any]:
    """What a school held before, and when that was changed: an earlier import can then be taken back too."""
    return {**before, CHANGED_AT: datetime.datetime.fromisoformat(before[CHANGED_AT])}
