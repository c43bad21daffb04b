"""From the JSON of a match run to wishes and partners, or to all that is wrong with it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from members.matching import vocabulary as words
from members.matching.engine import DEFAULT_LIMIT
from members.matching.fields import Fields
from members.matching.iso_codes import COUNTRIES, LANGUAGES
from members.matching.parameters import PARAMETERS
from members.matching.problems import BadInput
from members.matching.records import Partner, Wish
from members.matching.zones import zone_names

T = TypeVar("T")

_LONGEST_NUMBER = 20
_BOM = "\ufeff"

_TYPE = "one of " + ", ".join(sorted(words.EXCHANGE_TYPES))
_THEME = "one of " + ", ".join(sorted(words.THEMES))
_TOOL = "one of " + ", ".join(sorted(words.TOOLS))
_STATUS = "one of " + ", ".join(sorted(words.STATUSES))
_CRITERION = "one of the criteria " + ", ".join(words.CRITERIA)
_COUNTRY = "a country code of ISO 3166-1 alpha-2"
_LANGUAGE = "language codes of ISO 639-1"
_ZONE = "an IANA time zone"


@dataclass(frozen=True, slots=True)
class MatchInput:
    """All that a match run is asked."""

    as_of: date
    limit: int
    wishes: tuple[Wish, ...]
    partners: tuple[Partner, ...]


def parse_match(data: bytes) -> MatchInput:
    """The input of a match run; raises `BadInput` with a line for each fault."""
    root = json_value(data)
    if not isinstance(root, dict):
        raise BadInput(["$: expected an object"])
    problems: list[str] = []
    fields = Fields(root, "", problems)
    as_of = fields.day("as_of", required=True)
    limit = fields.whole("limit", least=0, default=DEFAULT_LIMIT)
    wishes = _each(fields, "wishes", _wish)
    partners = _each(fields, "partners", _partner)
    if problems or as_of is None:
        raise BadInput(problems)
    return MatchInput(as_of, limit, wishes, partners)


def json_value(data: bytes) -> object:
    """The JSON value in UTF-8 bytes; raises `BadInput` when they are none."""
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        raise BadInput(["$: not UTF-8"]) from None
    try:
        value: object = json.loads(text, parse_int=_number)
    except RecursionError:
        raise BadInput(["$: nested too deeply"]) from None
    except ValueError:
        raise BadInput(["$: not JSON"]) from None
    return value


def _number(digits: str) -> int | float:
    """A whole number; one that no field could hold becomes infinite, which every field refuses."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else math.inf


def _each(fields: Fields, key: str, read: Callable[[Fields, set[str]], T]) -> tuple[T, ...]:
    taken: set[str] = set()
    return tuple(read(record, taken) for record in fields.records(key))


def _wish(fields: Fields, taken: set[str]) -> Wish:
    return Wish(
        id=fields.identifier("id", taken),
        exchange_type=fields.code("exchange_type", words.EXCHANGE_TYPES, _TYPE, required=True) or "",
        ages=fields.ages("ages"),
        months=fields.months("months"),
        languages=fields.marks("languages", LANGUAGES, _LANGUAGE, words.MOST_LANGUAGE_LEVEL),
        themes=fields.codes("themes", words.THEMES, _THEME),
        countries=fields.codes("countries", COUNTRIES, _COUNTRY),
        class_size=fields.optional_whole("class_size", least=1),
        minutes=fields.whole("minutes", least=1, default=45),
        timezone=fields.code("timezone", zone_names(), _ZONE) or "Asia/Tokyo",
        periods=fields.periods("periods"),
        tools=fields.codes("tools", words.TOOLS, _TOOL),
        importance=_importance(fields),
        musts=fields.codes("musts", words.CRITERIA, _CRITERION),
        excluded_partners=fields.texts("excluded_partners"),
        waiting_since=fields.day("waiting_since"),
    )


def _partner(fields: Fields, taken: set[str]) -> Partner:
    return Partner(
        id=fields.identifier("id", taken),
        exchange_types=fields.codes("exchange_types", words.EXCHANGE_TYPES, _TYPE, required=True),
        country=fields.code("country", COUNTRIES, _COUNTRY),
        region=fields.text("region"),
        timezone=fields.code("timezone", zone_names(), _ZONE),
        ages=fields.ages("ages"),
        months=fields.months("months"),
        languages=fields.marks("languages", LANGUAGES, _LANGUAGE, words.MOST_LANGUAGE_LEVEL),
        themes=fields.codes("themes", words.THEMES, _THEME),
        class_size=fields.optional_whole("class_size", least=1),
        tools=fields.codes("tools", words.TOOLS, _TOOL),
        periods=fields.periods("periods"),
        capacity=fields.whole("capacity", least=0, default=1),
        open_requests=fields.whole("open_requests", least=0, default=0),
        requests=fields.whole("requests", least=0, default=0),
        replies=fields.whole("replies", least=0, default=0),
        confirmed_on=fields.day("confirmed_on"),
        status=fields.code("status", words.STATUSES, _STATUS) or words.ACTIVE,
        importance=_importance(fields),
    )


def _importance(fields: Fields) -> dict[str, int]:
    most = len(PARAMETERS.importance_counts) - 1
    return fields.marks("importance", words.CRITERIA, _CRITERION, most)
