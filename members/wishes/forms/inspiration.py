"""A new wish that begins with what a case study tells: read from the address, where the archive's link has put it."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from members.schools.models import School
from members.wishes.models import CLASS_SIZES, MINUTES
from portal.core.countries import country_choices, language_choices
from portal.core.navigation import home_url
from portal.core.vocabulary import ExchangeType, Theme, Tool, grades_of_school

_SLUG = re.compile(r"[a-z0-9-]{1,120}")
_MOST_VALUES = 10
# An exchange that worked with some English is hoped for with some English.
_USUAL_LEVEL = 2


def case_address(params: QueryDict) -> str:
    """The page of the case study the wish begins with, in the active language; empty without one."""
    slug = params.get("case", "")
    return f"{home_url()}casestudies/{slug}/" if _SLUG.fullmatch(slug) else ""


def inspired_answers(params: QueryDict, school: School) -> dict[str, Any]:
    """The answers a case study suggests, as far as this school may give them; what is unknown is passed over.

    Keys are those of the archive: `exchange_type` (the first counts), `theme`, `country`, `language`, `grade`, `tool`,
    `pupils` and `minutes`.
    """
    types = _known(params, "exchange_type", dict(ExchangeType.choices))
    answers: dict[str, Any] = {
        "exchange_type": types[0] if types else "",
        "themes": _known(params, "theme", dict(Theme.choices)),
        "countries": _known(params, "country", dict(country_choices())),
        "languages": dict.fromkeys(_known(params, "language", dict(language_choices())), _USUAL_LEVEL),
        "grades": _known(params, "grade", {grade.value: "" for grade in grades_of_school(school.school_type)}),
        "tools": [code for code in _known(params, "tool", dict(Tool.choices)) if code in school.tools],
        "class_size": _number(params, "pupils", CLASS_SIZES),
        "minutes": _number(params, "minutes", MINUTES),
    }
    return {name: value for name, value in answers.items() if value}


def _known(params: QueryDict, key: str, codes: Mapping[Any, Any]) -> list[str]:
    return [code for code in dict.fromkeys(params.getlist(key)) if code in codes][:_MOST_VALUES]


def _number(params: QueryDict, key: str, limits: tuple[int, int]) -> int | None:
    typed = params.get(key, "")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 4):
        return None
    return int(typed) if limits[0] <= int(typed) <= limits[1] else None
