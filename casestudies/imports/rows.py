"""Cells that hold several rows, a line each: the timetable of the day, and voices."""

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.blocks.text import Speaker
from portal.core.imports.cells import folded
from portal.core.imports.kinds import TypedKind

LONGEST_TIME, LONGEST_ACTIVITY, LONGEST_DETAIL = 20, 200, 80
Row = dict[str, str]

_DIGIT = "[0-9０-９]"
_CLOCK = rf"{_DIGIT}{{1,2}}\s*(?:[:：]\s*{_DIGIT}{{2}}|時(?!間)(?:\s*{_DIGIT}{{1,2}}\s*分)?)(?!{_DIGIT})"
_TIME = re.compile(rf"{_CLOCK}(?:\s*[-‐–—―~〜～]\s*{_CLOCK})?")
_TIMED = re.compile(rf"({_TIME.pattern})\s*[、,:：]?\s*(\S.*)")
_SAID = re.compile(r"([^:：(（「]{1,20})\s*(?:[(（]([^)）]*)[)）])?\s*[:：]\s*(\S.*)")
_SPEAKERS = {
    Speaker.PUPIL: ("児童", "生徒", "児童生徒", "児童・生徒", "子ども", "子供", "pupil", "pupils", "student"),
    Speaker.TEACHER: ("教員", "教師", "先生", "教諭", "校長", "副校長", "担任", "teacher"),
    Speaker.PARTNER: ("相手校", "相手", "現地校", "partner", "partner school"),
}
_WORDS = {folded(word): speaker.value for speaker, words in _SPEAKERS.items() for word in (*words, speaker.value)}


class _Lines(TypedKind):
    """A list of rows; `read_line` makes a row of a line or raises `ValidationError`."""

    def __init__(self) -> None:
        self.empty: list[Row] = []

    def read(self, text: str) -> list[Row]:
        lines = [line.strip() for line in text.split("\n")]
        return [self.read_line(line) for line in lines if line]

    @abstractmethod
    def read_line(self, line: str) -> Row:
        """The row a line means."""


class Timetable(_Lines):
    """`10:40 あいさつ` a line, or `10:40～10:50 あいさつ`."""

    def read_line(self, line: str) -> Row:
        found = _TIMED.fullmatch(line)
        if found is None:
            message = _("Begin each line with the time, for example “10:40 あいさつ”. This line does not: “%(line)s”")
            raise _unreadable(message, line)
        row = {"time": uniform_time(found[1]), "activity": found[2]}
        return _limited(row, line, time=LONGEST_TIME, activity=LONGEST_ACTIVITY)

    def show(self, value: list[Row]) -> str:
        return "\n".join(f"{row['time']} {row['activity']}" for row in value)

    def hint(self) -> str:
        return gettext("a line for each step: the time, then what happened")


class Voices(_Lines):
    """`児童（小5）：言葉` a line: who, in brackets the grade or office, then what was said."""

    def read_line(self, line: str) -> Row:
        found = _SAID.fullmatch(line)
        speaker = _WORDS.get(folded(found[1])) if found else None
        if found is None or speaker is None:
            message = _("Begin each line with who spoke, for example “児童（小5）：…”. This line does not: “%(line)s”")
            raise _unreadable(message, line)
        row = {"speaker": speaker, "detail": (found[2] or "").strip(), "text": found[3]}
        return _limited(row, line, detail=LONGEST_DETAIL)

    def show(self, value: list[Row]) -> str:
        return "\n".join(f"{Speaker(row['speaker']).label}{_bracketed(row['detail'])}：{row['text']}" for row in value)

    def hint(self) -> str:
        return gettext("a line for each voice: who, the grade in brackets, a colon, the words; no names")


def uniform_time(text: str) -> str:
    """`９時４０分〜９時５０分` → `9:40–9:50`, as the timetable of a page writes it; what is no time stays as it is."""
    if not _TIME.fullmatch(text):
        return text
    digits = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("分", "").replace("時", ":")
    clocks = [clock.partition(":") for clock in re.sub("[-‐–—―~〜～]", "–", digits).split("–")]
    return "–".join(f"{hour}:{minute:0>2}" for hour, _colon, minute in clocks)


def _bracketed(detail: str) -> str:
    return f"（{detail}）" if detail else ""


def _unreadable(message: Any, line: str) -> ValidationError:
    return ValidationError(message, params={"line": line[:60]})


def _limited(row: Row, line: str, **limits: int) -> Row:
    for name, limit in limits.items():
        if len(row[name]) > limit:
            message = _("Part of the line “%(line)s” is longer than %(limit)d characters.")
            raise ValidationError(message, params={"line": line[:60], "limit": limit})
    return row


def rows_of(stream: Any, block_type: str, names: tuple[str, ...]) -> list[Row]:
    """The rows of a stream of a page, as the kinds above read them; blocks of another type are passed over."""
    raw = [block["value"] for block in stream.raw_data if block["type"] == block_type]
    return [{name: str(value.get(name) or "") for name in names} for value in raw]


def stream_of(rows: list[Row], stream: Any, block_type: str, new_id: Callable[[], str]) -> list[Mapping[str, Any]]:
    """Raw data of a stream with these rows. A row that the stream has keeps its block's id, so that its translation
    stays attached."""
    kept = [(block["value"], block.get("id")) for block in stream.raw_data if block["type"] == block_type]
    found: list[Mapping[str, Any]] = []
    for row in rows:
        same = next((pair for pair in kept if all(pair[0].get(name) == value for name, value in row.items())), None)
        if same is not None:
            kept.remove(same)
        found.append({"type": block_type, "value": dict(row), "id": (same and same[1]) or new_id()})
    return found
