"""Reading the fields of one JSON object, each with a line for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TypeGuard, TypeVar

from members.matching.problems import shown
from members.matching.records import Period
from members.matching.vocabulary import WEEKDAYS

T = TypeVar("T")

MOST_WHOLE = 10**15
"""The largest whole number taken, so that no arithmetic overflows."""

_ABSENT = object()
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
PERIOD = '["mon" to "sun", "HH:MM", "HH:MM"], the end after the start'
NAME = "a text of at least one character"
DAYS = "[first date, last date] as YYYY-MM-DD, the last not before the first"
"""What `Fields.days` and `as_days` read, in words."""


class Fields:
    """The fields of one object; `path` is the object's place, empty for the outermost.

    A reader answers the field's value, or its default when the field is absent or wrong; each
    fault adds a line to `problems`.
    """

    def __init__(self, record: dict[str, object], path: str, problems: list[str]) -> None:
        self._record = record
        self._prefix = f"{path}." if path else ""
        self._problems = problems

    def fault(self, key: str, expected: str) -> None:
        """Note that something else was expected of this field."""
        self._problems.append(f"{self._prefix}{key}: {expected}")

    def identifier(self, key: str, taken: set[str]) -> str:
        """A required id: a text that is not empty and not among those `taken`, to which it goes."""
        value = self.name(key)
        if value is None:
            return ""
        if value in taken:
            self.fault(key, "duplicate")
        taken.add(value)
        return value

    def name(self, key: str) -> str | None:
        """A required text that can be an id: not empty, and one that can be written."""
        value = self._record.get(key, _ABSENT)
        if is_name(value):
            return value
        self.fault(key, f"expected {NAME}" + instead(value))
        return None

    def names(self, key: str) -> frozenset[str] | None:
        """A required list of texts that can be ids; `None` when it is none."""
        values = self._record.get(key, _ABSENT)
        if not isinstance(values, list):
            self.fault(key, "expected a list of texts" + instead(values))
            return None
        wrong = [one for one in values if not is_name(one)]
        for value in wrong:
            self.fault(key, f"expected {NAME} in each place" + instead(value))
        return None if wrong else frozenset(values)

    def share(self, key: str) -> float | None:
        """A required number from 0 to 1; `NaN` and the like are none."""
        value = self._record.get(key, _ABSENT)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        self.fault(key, "expected a number from 0 to 1" + instead(value))
        return None

    def flag(self, key: str) -> bool:
        """`true` or `false`; false when absent."""
        value = self._record.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, "expected true or false" + instead(value))
        return value is True

    def whole(self, key: str, *, least: int, default: int, most: int = MOST_WHOLE) -> int:
        """A whole number from `least` to `most`."""
        value = self.optional_whole(key, least=least, most=most)
        return default if value is None else value

    def optional_whole(self, key: str, *, least: int, most: int = MOST_WHOLE, required: bool = False) -> int | None:
        """A whole number from `least` to `most`, `None` when absent."""
        if key not in self._record and not required:
            return None
        given = self._record.get(key, _ABSENT)
        value = as_whole(given)
        if value is None or not least <= value <= most:
            self.fault(key, f"expected a whole number from {least} to {most}" + instead(given))
            return None
        return value

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date `YYYY-MM-DD`."""
        if key not in self._record and not required:
            return None
        value = self._record.get(key, _ABSENT)
        found = as_date(value)
        if found is None:
            self.fault(key, "expected a date YYYY-MM-DD" + instead(value))
        return found

    def text(self, key: str) -> str | None:
        """Any text."""
        value = self._record.get(key)
        if key in self._record and not isinstance(value, str):
            self.fault(key, "expected a text" + instead(value))
        return value if isinstance(value, str) else None

    def code(self, key: str, known: Collection[str], what: str, *, required: bool = False) -> str | None:
        """One of the `known` codes; `what` says in words what they are."""
        if key not in self._record and not required:
            return None
        value = self._record.get(key, _ABSENT)
        if not isinstance(value, str) or value not in known:
            self.fault(key, f"expected {what}" + instead(value))
            return None
        return value

    def codes(self, key: str, known: Collection[str], what: str, *, required: bool = False) -> frozenset[str]:
        """A list of the `known` codes; an empty set when absent."""
        found: set[str] = set()
        for value in self._list(key, "codes", required):
            if isinstance(value, str) and value in known:
                found.add(value)
            else:
                self.fault(key, f"expected {what} in each place" + instead(value))
        return frozenset(found)

    def texts(self, key: str) -> frozenset[str]:
        """A list of texts."""
        found: set[str] = set()
        for value in self._list(key, "texts"):
            if isinstance(value, str):
                found.add(value)
            else:
                self.fault(key, "expected a text in each place" + instead(value))
        return frozenset(found)

    def months(self, key: str) -> frozenset[int]:
        """A list of months 1 to 12."""
        found: set[int] = set()
        for value in self._list(key, "months"):
            month = as_whole(value)
            if month is None or not 1 <= month <= 12:
                self.fault(key, "expected months from 1 to 12" + instead(value))
            else:
                found.add(month)
        return frozenset(found)

    def ages(self, key: str) -> tuple[int, int] | None:
        """A pair [min, max] of whole years; `None` when absent or empty."""
        value = self._record.get(key, [])
        if value == []:
            return None
        years = [as_whole(one) for one in value] if isinstance(value, list) else []
        if len(years) == 2:
            low, high = years
            if low is not None and high is not None and 0 <= low <= high <= MOST_WHOLE:
                return low, high
        self.fault(key, "expected [min, max]")
        return None

    def marks(self, key: str, known: Collection[str], what: str, most: int) -> dict[str, int]:
        """An object that gives each of some `known` keys a whole number 0 to `most`."""
        value = self._record.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, "expected an object" + instead(value))
            return {}
        found: dict[str, int] = {}
        for name, given in value.items():
            mark = as_whole(given)
            if name not in known:
                self.fault(key, f"expected {what}" + instead(name))
            elif mark is None or not 0 <= mark <= most:
                expected = f"expected a whole number from 0 to {most} for {shown(name)}"
                self.fault(key, expected + instead(given))
            else:
                found[name] = mark
        return found

    def periods(self, key: str) -> tuple[Period, ...]:
        """A list of weekly periods."""
        found: list[Period] = []
        for value in self._list(key, "periods"):
            period = as_period(value)
            if period is None:
                given = value if isinstance(value, list) else [value]
                inner = ", ".join(shown(one) for one in given[:4])
                self.fault(key, f"expected {PERIOD}, not [{inner}]")
            else:
                found.append(period)
        return tuple(found)

    def each(self, key: str, read: Callable[[object], T | None], what: str, *, required: bool = False) -> list[T]:
        """A list of values that `read` understands, with a fault for each place where it answers `None`.

        `what` says in words what is expected in each place.
        """
        found: list[T] = []
        for index, value in enumerate(self._list(key, "values", required)):
            one = read(value)
            if one is None:
                self.fault(f"{key}[{index}]", f"expected {what}" + instead(value))
            else:
                found.append(one)
        return found

    def days(self, key: str) -> tuple[date, date] | None:
        """A required pair of dates, the first not after the last."""
        value = self._record.get(key, _ABSENT)
        found = as_days(value)
        if found is None:
            self.fault(key, f"expected {DAYS}" + instead(value))
        return found

    def part(self, key: str, *, required: bool = False) -> Fields | None:
        """An object inside this one, `None` when it is absent or none."""
        if key not in self._record and not required:
            return None
        value = self._record.get(key, _ABSENT)
        if isinstance(value, dict):
            return Fields(value, f"{self._prefix}{key}", self._problems)
        self.fault(key, "expected an object" + instead(value))
        return None

    def records(self, key: str, *, required: bool = True) -> Iterator[Fields]:
        """The objects of a list, each under its own path."""
        for index, value in enumerate(self._list(key, "objects", required)):
            path = f"{self._prefix}{key}[{index}]"
            if isinstance(value, dict):
                yield Fields(value, path, self._problems)
            else:
                self._problems.append(f"{path}: expected an object{instead(value)}")

    def _list(self, key: str, of: str, required: bool = False) -> list[object]:
        if key not in self._record and not required:
            return []
        value = self._record.get(key, _ABSENT)
        if isinstance(value, list):
            return value
        self.fault(key, f"expected a list of {of}" + instead(value))
        return []


def instead(value: object) -> str:
    """The end of a fault's line: what came in place of what was expected."""
    return "" if value is _ABSENT else f", not {shown(value)}"


def as_whole(value: object) -> int | None:
    """A JSON number without a fraction; `true`, `NaN` and the like are none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) else None


def as_date(value: object) -> date | None:
    """A text `YYYY-MM-DD` as a date, or `None`."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def as_days(value: object) -> tuple[date, date] | None:
    """[first, last] as dates, or `None`."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    first, last = as_date(value[0]), as_date(value[1])
    return None if first is None or last is None or last < first else (first, last)


def as_period(value: object) -> Period | None:
    """A list [weekday, start, end] as a period, or `None`."""
    if not isinstance(value, list) or len(value) != 3 or value[0] not in WEEKDAYS:
        return None
    start, end = _as_minute(value[1]), _as_minute(value[2])
    if start is None or end is None or start >= end:
        return None
    return Period(WEEKDAYS.index(value[0]), start, end)


def _as_minute(value: object) -> int | None:
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def is_name(value: object) -> TypeGuard[str]:
    """Whether a value is a text, not empty, that can be written as UTF-8: half of a surrogate pair cannot."""
    if not isinstance(value, str) or not value:
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
