"""What an entry holds, in words for the desk."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.partners.models import PartnerSchool
from portal.core.dates import short_date


def value_words(partner: PartnerSchool, names: Iterable[str]) -> str:
    """The values of some fields in the active language, divided by a slash; a dash where nothing stands."""
    words = [_word(partner, name) for name in names]
    return " / ".join(word for word in words if word) or "—"


def _word(partner: PartnerSchool, name: str) -> str:
    field: Any = PartnerSchool._meta.get_field(name)
    value = getattr(partner, name)
    if value in (None, "", [], {}):
        return ""
    if hasattr(field, "labels"):
        return _(", ").join(field.labels(value))
    if field.choices:
        return str(getattr(partner, f"get_{name}_display")())
    return short_date(value) if isinstance(value, datetime.date) else str(value)


def year_words(year: Mapping[str, Sequence[Any]]) -> str:
    """How many own lessons, terms and days an entry has."""
    lessons, terms, days = (len(year[name]) for name in ("periods", "terms", "special_days"))
    if not (lessons or terms or days):
        return "—"
    parts = [
        ngettext("%(number)d lesson", "%(number)d lessons", lessons) % {"number": lessons},
        ngettext("%(number)d term", "%(number)d terms", terms) % {"number": terms},
        ngettext("%(number)d special day", "%(number)d special days", days) % {"number": days},
    ]
    return _(", ").join(parts)
