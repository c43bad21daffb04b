"""What a partner holds as the cells of a spreadsheet tell it, and the other way round."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from members.partners.models import PartnerPeriod, PartnerSchool
from members.partners.services.together import Lesson
from members.partners.states import PartnerStatus
from portal.core.imports.importer import Values
from portal.core.vocabulary import ExchangeType, Month, Theme, Tool

from .columns import COLUMNS, PERIODS

# What a new partner has where a cell is empty that the model wants filled.
DEFAULTS: Mapping[str, Any] = {"capacity": 1, "status": PartnerStatus.ACTIVE.value, "letter_language": "en"}
_LISTS: Mapping[str, Mapping[Any, int]] = {
    name: {code: place for place, code in enumerate(vocabulary.values)}
    for name, vocabulary in (("exchange_types", ExchangeType), ("themes", Theme), ("tools", Tool), ("months", Month))
}
_PLAIN = [column.name for column in COLUMNS if column.name not in {*_LISTS, "confirmed_on", PERIODS}]


def values_of(partner: PartnerSchool) -> Values:
    """What a partner holds in every column; its lessons must have been read."""
    return {
        **{name: getattr(partner, name) for name in _PLAIN},
        **{name: sorted(str(code) for code in getattr(partner, name)) for name in _LISTS},
        "confirmed_on": partner.confirmed_on.isoformat() if partner.confirmed_on else None,
        PERIODS: lessons_shown(partner.periods.all()),
    }


def fields_of(values: Values) -> dict[str, Any]:
    """Model fields for the values of some columns; lessons are none."""
    fields = {name: value for name, value in values.items() if name != PERIODS}
    for name in _LISTS.keys() & fields.keys():
        places = _LISTS[name]
        codes = (int(code) for code in fields[name]) if name == "months" else fields[name]
        fields[name] = sorted(codes, key=places.__getitem__)
    if fields.get("confirmed_on"):
        fields["confirmed_on"] = datetime.date.fromisoformat(fields["confirmed_on"])
    return fields


def new_fields_of(values: Values) -> dict[str, Any]:
    """Model fields of a new partner."""
    fields = fields_of(values)
    missing = {name: value for name, value in DEFAULTS.items() if fields.get(name) in (None, "")}
    return {**fields, **missing}


def lessons_of(values: Values) -> list[Lesson] | None:
    """The lessons of a row; None when the file has no such column."""
    if PERIODS not in values:
        return None
    time = datetime.time.fromisoformat
    return [(day, time(begin), time(end)) for day, begin, end in values[PERIODS]]


def lessons_shown(periods: Iterable[PartnerPeriod]) -> list[list[Any]]:
    """Lessons as the column holds them: sorted, [weekday, begin, end]."""
    return sorted([row.weekday, f"{row.starts:%H:%M}", f"{row.ends:%H:%M}"] for row in periods)
