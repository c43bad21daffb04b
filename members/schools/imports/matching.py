"""Which of our schools a row of the ministry's list means."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.schools.models import School
from portal.core.imports.cells import Cell, Refused
from portal.core.imports.reading import Table

from .mext import MextList, short_name

_CODE, _MEXT, _NAME, _TYPE, _MUNICIPALITY = (
    MextList.columns.index(name) for name in ("code", "mext_code", "name", "school_type", "municipality")
)


class _Known(NamedTuple):
    code: str
    mext_code: str
    name: str
    school_type: str
    municipality: str


def with_codes(table: Table) -> Table:
    """The table with the school code of each row. Two queries, however many rows.

    A row means the school that has its MEXT code, or that has it as its school code, or else the one school of that
    kind and name in the municipality that has no MEXT code, or one that the list does not hold any more. A row that
    means no school adds one, with the MEXT code as its school code; one that may mean several is refused.
    """
    known = [_Known(*row) for row in School.objects.values_list(*_Known._fields)]
    by_mext = {school.mext_code: school.code for school in known if school.mext_code}
    codes = {school.code for school in known}
    listed = {row[_MEXT] for _number, row in table.rows}
    by_name: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for school in known:
        if not school.mext_code or school.mext_code not in listed:
            place = school.municipality
            by_name[place, school.school_type, short_name(school.name, place)].append(school.code)

    def code_of(row: Sequence[Cell]) -> Cell:
        mext = row[_MEXT]
        if row[_CODE] is not None or mext in by_mext:
            return row[_CODE] or by_mext[mext]
        place = row[_MUNICIPALITY] if isinstance(row[_MUNICIPALITY], str) else ""
        named = [] if mext in codes else by_name[place, row[_TYPE], short_name(row[_NAME], place)]
        if len(named) > 1:
            message = _("Several registered schools have this name: %(codes)s. Give the right one its MEXT code first.")
            return Refused(ValidationError(message, params={"codes": ", ".join(sorted(named))}), row[_NAME])
        return named[0] if named else mext

    rows = [(number, [code_of(row), *row[_CODE + 1 :]]) for number, row in table.rows]
    return replace(table, rows=rows)
