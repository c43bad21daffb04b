"""What a wish must tell before the office can look for a partner. Pure: a mapping of answers in, field names out."""

from collections.abc import Mapping, Sized
from typing import Any

from portal.core.vocabulary import Criterion, ExchangeType

SPOKEN_TYPES = frozenset(
    {
        ExchangeType.LIVE_ONLINE,
        ExchangeType.EMBASSY,
        ExchangeType.GUESTS_IN_JAPAN,
        ExchangeType.INBOUND_VISIT,
        ExchangeType.OUTBOUND_VISIT,
        ExchangeType.SISTER_SCHOOL,
    }
)
"""The types in which people speak with each other, so that languages must be known."""

_ALWAYS = ("title", "exchange_type", "grades", "months", "class_size", "themes")

# What a must is measured by: without an answer there is nothing to insist on.
MUST_NEEDS: dict[str, str] = {
    Criterion.AGE: "grades",
    Criterion.LANGUAGE: "languages",
    Criterion.TIME: "periods",
    Criterion.MONTHS: "months",
    Criterion.THEME: "themes",
    Criterion.REGION: "countries",
    Criterion.SIZE: "class_size",
    Criterion.TOOL: "tools",
}


def required_fields(exchange_type: str) -> list[str]:
    """The fields that must be answered before a wish of this type is handed in."""
    fields = list(_ALWAYS)
    if exchange_type in SPOKEN_TYPES:
        fields.append("languages")
    if exchange_type == ExchangeType.LIVE_ONLINE:
        fields += ["periods", "tools"]
    return fields


def missing_answers(answers: Mapping[str, Any]) -> list[str]:
    """The required fields that are empty in `answers` (field name to value), in the order of the form."""
    return [name for name in required_fields(str(answers.get("exchange_type") or "")) if _is_empty(answers.get(name))]


def empty_musts(answers: Mapping[str, Any]) -> list[str]:
    """The criteria marked as musts whose answer is empty, so that they could not be met or missed."""
    return [
        must
        for must in answers.get("musts") or []
        if must in MUST_NEEDS and _is_empty(answers.get(MUST_NEEDS[must])) and _counts(must, answers)
    ]


def _counts(must: str, answers: Mapping[str, Any]) -> bool:
    """Lesson times are compared for live exchanges only."""
    return must != Criterion.TIME or answers.get("exchange_type") == ExchangeType.LIVE_ONLINE


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, Sized) and not value)
