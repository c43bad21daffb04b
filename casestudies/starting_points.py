"""Templates for new case studies: the questions of each common type, kept in `starting_points.toml`."""

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html_join
from django.utils.translation import get_language

from casestudies.rules import PROMPT_MARKS

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage

SOURCE = Path(__file__).with_name("starting_points.toml")
_MARKS = {"ja": PROMPT_MARKS[0], "en": f"{PROMPT_MARKS[1]} "}
_FACTS = ("exchange_types", "subjects", "languages", "tools", "lesson_slots")
_NUMBERS = ("minutes", "meetings")


@dataclass(frozen=True)
class StartingPoint:
    """One template: its code in the address, and the table with its facts and questions."""

    code: str
    table: dict[str, Any]

    @property
    def label(self) -> str:
        """Its name in the active language."""
        return str(self.table["label"]["en" if (get_language() or "ja").startswith("en") else "ja"])

    def fill(self, case: "CaseStudyPage", language: str) -> None:
        """Write facts and questions of this template into an unsaved case, in the language of its page."""
        for name in (*_FACTS, *_NUMBERS):
            if name in self.table:
                setattr(case, name, self.table[name])
        mark = _MARKS[language]
        for name in case.story_fields:
            setattr(case, name, _questions(self.table.get(name, {}).get(language, []), mark))
        rows = [_row(row, mark, language) for row in self.table["timetable"]]
        case.timetable = json.dumps([{"type": "row", "value": value} for value in rows])
        voices = [{"speaker": one["speaker"], "text": f"{mark}{one[language]}", "detail": ""} for one in _voices(self)]
        case.voices = json.dumps([{"type": "voice", "value": value} for value in voices])


@lru_cache(maxsize=1)
def starting_points() -> dict[str, StartingPoint]:
    """The templates by their code, in the order in which they are offered."""
    tables = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    common = tables.pop("common")
    return {code: StartingPoint(code, {**common, **table}) for code, table in tables.items()}


def _questions(questions: list[str], mark: str) -> str:
    return format_html_join("", "<p>{}{}</p>", ((mark, question) for question in questions))


def _row(row: dict[str, Any], mark: str, language: str) -> dict[str, str]:
    # The time is marked as well: a usual time that nobody looked at would be a false fact.
    return {"time": f"{mark}{row['time'][language]}", "activity": f"{mark}{row[language]}"}


def _voices(point: StartingPoint) -> list[dict[str, str]]:
    voices: list[dict[str, str]] = point.table["voices"]
    return voices
