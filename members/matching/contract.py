"""JSON in, JSON out: the matching contract of docs/matching.md as pure functions of bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from members.matching.engine import match
from members.matching.parse import parse_match
from members.matching.problems import BadInput
from members.matching.records import MatchResult, Slot, Suggestion, WishSuggestions

BAD_INPUT_EXIT = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command is to do: write `output` and leave with `exit_code`.

    For bad input `output` is empty and `problems` holds one line a problem.
    """

    exit_code: int
    output: bytes
    problems: tuple[str, ...]


def run_match(text: bytes) -> bytes:
    """The answer to a match input, both JSON in UTF-8; raises `BadInput`.

    The same input, in any order of its lists, gives the same bytes.
    """
    asked = parse_match(text)
    result = match(asked.wishes, asked.partners, as_of=asked.as_of, limit=asked.limit)
    return written(as_json(result))


def main_match(text: bytes) -> Answer:
    """The same for a command: bad input becomes exit code 2 and its problems."""
    return answered(run_match, text)


def answered(run: Callable[[bytes], bytes], text: bytes) -> Answer:
    """What a command is to do that gives `run` the bytes of its input."""
    try:
        return Answer(0, run(text), ())
    except BadInput as bad:
        return Answer(BAD_INPUT_EXIT, b"", tuple(bad.problems))


def written(document: object) -> bytes:
    """A document as one line of JSON in UTF-8."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"


def as_json(result: MatchResult) -> dict[str, object]:
    """A result as the contract writes it: objects, lists, texts, numbers."""
    return {
        "engine": result.engine,
        "suggestions": [_wish_json(one) for one in result.suggestions],
    }


def _wish_json(one: WishSuggestions) -> dict[str, object]:
    return {
        "wish": one.wish,
        "items": [_item_json(item) for item in one.items],
        "excluded": dict(one.excluded),
    }


def _item_json(item: Suggestion) -> dict[str, object]:
    return {
        "partner": item.partner,
        "rank": item.rank,
        "fit": item.fit,
        "fit_school": item.fit_school,
        "fit_partner": item.fit_partner,
        "score": item.score,
        "parts": [
            {
                "criterion": part.criterion,
                "value": part.value,
                "weight_school": part.weight_school,
                "weight_partner": part.weight_partner,
                "known": part.known,
            }
            for part in item.parts
        ],
        "slots": [_slot_json(slot) for slot in item.slots],
    }


def _slot_json(slot: Slot) -> dict[str, object]:
    return {
        "start": in_utc(slot.start),
        "school_local": to_the_minute(slot.school_local),
        "partner_local": to_the_minute(slot.partner_local),
    }


def in_utc(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MMZ` of a datetime in UTC."""
    return f"{to_the_minute(moment)[:16]}Z"


def to_the_minute(moment: datetime) -> str:
    """`YYYY-MM-DDTHH:MM+HH:MM`; offsets of the nineteenth century lose their seconds."""
    return moment.isoformat(timespec="minutes")[:22]
