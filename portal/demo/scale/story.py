"""The text of a generated case: hand-written sentences, chosen by its facts and filled with them."""

import random
from functools import lru_cache
from typing import Any

from django.utils import translation

from portal.core.countries import country_name, language_name
from portal.core.municipalities import MUNICIPALITIES
from portal.core.vocabulary import Grade, Subject, Tool

from .. import content
from ..blocks import stable_id
from .dice import dice_for
from .facts import Facts, words

_FILES = {"ja": "sentences", "en": "sentences_en"}
# How many sentences each part has at most.
_LENGTHS = {
    "background": 3,
    "aims": 2,
    "preparation_teachers": 3,
    "preparation_pupils": 3,
    "preparation_concierge": 2,
    "materials": 5,
    "afterwork": 2,
    "ingenuity": 2,
    "challenges": 2,
}
_VOICES = (("pupil", 2), ("teacher", 1), ("partner", 1))
_SCHOOL_WORDS = {
    "elementary": ("小学校", "Elementary School"),
    "junior_high": ("中学校", "Junior High School"),
    "compulsory": ("義務教育学校", "Compulsory Education School"),
    "high": ("高等学校", "High School"),
    "secondary": ("中等教育学校", "Secondary School"),
    "special_needs": ("特別支援学校", "School for Special Needs Education"),
}


@lru_cache(maxsize=2)
def _sentences(language: str) -> dict[str, dict[str, list[str]]]:
    return content.read(_FILES[language])


class Teller:
    """Tells one case in one language; the same case always tells the same."""

    def __init__(self, facts: Facts, language: str) -> None:
        self._facts = facts
        self._language = language
        self._dice: random.Random = dice_for(f"story {language}", facts.number)
        self._slots = slots_of(facts, language)

    def columns(self) -> dict[str, Any]:
        """The columns of the page that are text in this language."""
        japanese = self._language == "ja"
        title = self._some("title", 1)[0]
        columns: dict[str, Any] = {
            "title": title[:1].upper() + title[1:],
            "summary": ("" if japanese else " ").join(self._some("lead", 2)),
            **self._names(japanese),
        }
        for part, most in _LENGTHS.items():
            columns[part] = self._rich(part, most, japanese)
        return columns

    def timetable(self) -> list[dict[str, Any]]:
        """The raw rows of the timetable."""
        minute = 8 * 60 + 45 + 50 * self._dice.randrange(6)
        rows: list[dict[str, Any]] = []
        for place, activity in enumerate(self._some("timetable", 5)):
            time = f"{minute // 60}:{minute % 60:02}"
            rows.append(self._row("row", "timetable", place, {"time": time, "activity": activity}))
            minute += self._dice.choice((5, 10, 10, 15))
        return rows

    def voices(self) -> list[dict[str, Any]]:
        """The raw blocks of the voices."""
        rows: list[dict[str, Any]] = []
        for speaker, number in _VOICES:
            if speaker == "partner" and "partner" not in self._facts.traits:
                continue
            for text in self._some(f"voice_{speaker}", number):
                value = {"speaker": speaker, "text": text, "detail": ""}
                rows.append(self._row("voice", "voices", len(rows), value))
        return rows

    def _row(self, kind: str, stream: str, place: int, value: dict[str, Any]) -> dict[str, Any]:
        # The same identifier in both languages, as wagtail-localize keeps it.
        return {"type": kind, "value": value, "id": stable_id("scale", self._facts.number, stream, place)}

    def _some(self, part: str, most: int) -> list[str]:
        lists = _sentences(self._language)[part]
        pool = [sentence for trait in dict.fromkeys(self._facts.traits) for sentence in lists.get(trait, ())]
        return [one.format_map(self._slots) for one in self._dice.sample(pool, min(most, len(pool)))]

    def _rich(self, part: str, most: int, japanese: bool) -> str:
        found = self._some(part, most)
        if part == "materials":
            return "<ul>" + "".join(f"<li>{one}</li>" for one in found) + "</ul>"
        return "<p>" + ("" if japanese else " ").join(found) + "</p>"

    def _names(self, japanese: bool) -> dict[str, str]:
        facts = self._facts
        kind = _SCHOOL_WORDS[facts.columns["school_type"]][not japanese]
        place, metropolitan = self._slots["place"], facts.columns["founder"] == "metropolitan"
        own = facts.school_name[not japanese]
        if japanese:
            school = f"{'東京都' if metropolitan else place}立{own}{kind}"
        else:
            school = f"{own} {kind}" if metropolitan else f"{own} {kind}, {place}"
        with_partner = "partner" in facts.traits
        return {
            "school_name": school,
            "partner_place": self._slots["city"],
            "partner_school": f"{words()['countries'][facts.columns['countries'][0]]['en'][facts.place]} "
            f"{facts.partner_name}"
            if with_partner
            else "",
            "programme_name": self._programme(japanese),
        }

    def _programme(self, japanese: bool) -> str:
        if "programme" not in self._facts.traits:
            return ""
        names = words()["schools"]["programmes"]
        name: str = names[self._facts.number % len(names)][not japanese]
        return name


@lru_cache(maxsize=4096)
def _labels(language: str, country: str, grade: str, tool: str, subject: str) -> dict[str, str]:
    """The labels of the vocabularies as they stand in a sentence."""
    japanese = language == "ja"
    own = words()["countries"][country]["language"]
    with translation.override(language):
        return {
            "country": country_name(country),
            "language": language_name(own),
            "grade": f"{grade[1]}年生" if japanese else str(Grade(grade).label).lower(),
            "kids": "児童" if grade[0] == "e" else "生徒",
            "subject": str(Subject(subject).label) if japanese else str(Subject(subject).label).lower(),
            "tool": _tool(tool, japanese),
        }


def _tool(tool: str, japanese: bool) -> str:
    if tool in {"other", "post", ""}:
        return "テレビ会議システム" if japanese else "a video conference system"
    return str(Tool(tool).label)


def slots_of(facts: Facts, language: str) -> dict[str, str]:
    """What fills the slots of the sentences of a case."""
    english = language == "en"
    columns = facts.columns
    country = columns["countries"][0]
    land = words()["countries"][country]
    municipality = MUNICIPALITIES[columns["municipality"]]
    topic = facts.topic[english]
    return {
        **_labels(language, country, columns["grades"][0], (columns["tools"] or [""])[0], columns["subjects"][0]),
        "city": land["en" if english else "cities"][facts.place],
        "greeting": land["greeting"],
        "dish": land["dish"][english],
        "place": municipality.name_en if english else municipality.name,
        "pupils": str(columns["pupils"]),
        "topic": topic,
        "Topic": topic[:1].upper() + topic[1:],
        "kind": facts.kind[english],
        "minutes": str(columns["minutes"]),
        "meetings": str(columns["meetings"]),
        "month": str(columns["date_from"].month),
    }
