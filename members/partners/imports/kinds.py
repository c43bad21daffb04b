"""The kinds of columns that spreadsheets of partner schools have beside the usual ones."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from portal.core.graded_codes import choices_of
from portal.core.imports.cells import Cell, folded, text_of
from portal.core.imports.kinds import Choice, Kind, Reader, Text, Value, remembering
from portal.core.vocabulary import LanguageLevel, Weekday

MOST_PERIODS = 100
_PARTS = re.compile(r"[;；、\n]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LEVEL = re.compile(r"(.+?)\s*[:=]\s*([^:=]*)")
_PERIOD = re.compile(r"([^\s0-9:.]+)[\s:.]*(\d{1,2}):(\d{2})\s*[-‐-―~〜ー−]\s*(\d{1,2}):(\d{2})")
_KANJI = "月火水木金土日"


class CleanText(Text):
    """A text in which a control character is a fault: it tells that a program has damaged the file."""

    def reader(self) -> Reader:
        read_text = super().reader()

        def read(cell: Cell) -> Value:
            if isinstance(cell, str) and not cell.isprintable() and (found := _CONTROL.search(cell)):
                raise ValidationError(
                    _("The cell holds a control character (U+%(code)s). Delete it."),
                    params={"code": f"{ord(found[0]):04X}"},
                )
            return read_text(cell)

        return read


class Region(Choice):
    """A region by its ISO 3166-2 code, also one whose name we do not know, or by a name that we know."""

    _CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")

    def code_of(self, text: str, words: Mapping[str, str]) -> str:
        code = unicodedata.normalize("NFKC", text).strip().upper()
        return code if self._CODE.fullmatch(code) else super().code_of(text, words)

    def hint(self) -> str:
        return gettext("an ISO 3166-2 code, for example AU-NSW")


class LanguageLevels(Choice):
    """Languages with their level: `en:4;ja:1`; the value is an object of levels by code."""

    def __init__(self, source: Any) -> None:
        super().__init__(source)
        self.empty: dict[str, int] = {}

    def reader(self) -> Reader:
        words = self._words()
        places = {str(code): place for place, (code, _label) in enumerate(choices_of(self.source))}

        def read(cell: Cell) -> Value:
            found: dict[str, int] = {}
            for part in _parts(text_of(cell)):
                code, level = self._pair(part, words)
                if code in found:
                    raise ValidationError(_("“%(value)s” occurs twice."), params={"value": code})
                found[code] = level
            return dict(sorted(found.items(), key=lambda pair: places[pair[0]]))

        return remembering(read)

    def _pair(self, part: str, words: Mapping[str, str]) -> tuple[str, int]:
        pair = _LEVEL.fullmatch(part)
        language = self.code_of(pair[1] if pair else part, words)
        if pair is None or pair[2] not in {str(level) for level in LanguageLevel.values}:
            raise ValidationError(
                _("“%(value)s” has no level from 0 to 4: write it as en:4."), params={"value": part[:40]}
            )
        return language, int(pair[2])

    def show(self, value: Value) -> str:
        labels = {str(code): str(label) for code, label in choices_of(self.source)}
        return "; ".join(f"{labels.get(code, code)}: {level}" for code, level in (value or {}).items())

    def hint(self) -> str:
        return gettext("languages with a level from 0 to 4: en:4;ja:1")


class Periods(Kind):
    """The lessons of a week in local time: `mon 09:00-09:50;tue 10:00-10:45`.

    The value is a sorted list of [weekday, begin, end]. Days may be written as `mon`, `Monday`, `月` or `月曜日`.
    """

    def __init__(self) -> None:
        self.empty: list[Any] = []

    def reader(self) -> Reader:
        days = _days()
        return remembering(lambda cell: _week(text_of(cell), days))

    def show(self, value: Value) -> str:
        return "; ".join(f"{Weekday(day).label} {begin}–{end}" for day, begin, end in value or [])

    def hint(self) -> str:
        return gettext("lessons in local time: mon 09:00-09:50;tue 10:00-10:45")


def _week(text: str, days: Mapping[str, int]) -> list[list[Any]]:
    lessons = [_lesson(part, days) for part in _parts(text)]
    if len(lessons) > MOST_PERIODS:
        raise ValidationError(_("At most %(limit)d values are possible."), params={"limit": MOST_PERIODS})
    if len({(day, begin) for day, begin, _end in lessons}) < len(lessons):
        raise ValidationError(_("Two lessons begin at the same time."))
    return sorted(lessons)


def _lesson(part: str, days: Mapping[str, int]) -> list[Any]:
    found = _PERIOD.fullmatch(part)
    if found is None:
        raise ValidationError(_("“%(value)s” is no lesson: write it as mon 09:00-09:50."), params={"value": part[:40]})
    day = days.get(folded(found[1]))
    if day is None:
        raise ValidationError(_("“%(value)s” is no day of the week."), params={"value": found[1][:40]})
    begin, end = _time(found[2], found[3]), _time(found[4], found[5])
    if end <= begin:
        raise ValidationError(_("The lesson “%(value)s” ends before it begins."), params={"value": part[:40]})
    return [day, begin, end]


def _time(hour: str, minute: str) -> str:
    if int(hour) > 23 or int(minute) > 59:
        raise ValidationError(_("“%(value)s” is no time of day."), params={"value": f"{hour}:{minute}"})
    return f"{int(hour):02}:{minute}"


def _days() -> dict[str, int]:
    """The weekday that each folded word means."""
    found = {sign + ending: place for place, sign in enumerate(_KANJI) for ending in ("", "曜", "曜日")}
    with override("en"):
        for day in Weekday:
            found |= {day.code: day.value, str(day.label).casefold(): day.value}
    return found


def _parts(text: str) -> list[str]:
    """What stands between the separators, in half width."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return [part.strip() for part in _PARTS.split(plain) if part.strip()]
