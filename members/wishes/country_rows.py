"""Countries as the form offers them: each with its clock and the shared lessons in words."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.calendars.words import length_words
from members.partners.templatetags.partner_tags import ahead_words
from members.wishes.guidance import CountryGuide
from portal.core.vocabulary import ExchangeType

TIMELESS_TYPES = (ExchangeType.LETTER_CARD, ExchangeType.VIDEO_MAIL)
"""What is proposed where lessons never meet: nobody has to be there at the same time."""


@dataclass(frozen=True)
class CountryRow:
    """A check box with what stands beside it; `never` marks a country whose lessons never meet this school's."""

    number: int
    code: str
    label: Any
    checked: bool
    partners: str
    clock: str
    lessons: str
    never: bool


@dataclass(frozen=True)
class Proposal:
    """A live exchange where lessons never meet: the countries, whether all chosen ones are of them, other types."""

    countries: list[str]
    is_all: bool
    types: list[tuple[str, Any]]


def country_rows(
    choices: Iterable[tuple[str, Any]], guides: Mapping[str, CountryGuide], checked: Collection[str]
) -> list[CountryRow]:
    """The rows of these choices (code and label); a country without partners has no guide."""
    rows = []
    for number, (code, label) in enumerate(choices):
        guide = guides.get(code)
        words = (partners_words(guide), clock_words(guide), lessons_words(guide)) if guide else ("", "", "")
        never = guide is not None and guide.never_meets
        rows.append(CountryRow(number, code, label, code in checked, *words, never))
    return rows


def proposal_of(rows: Iterable[CountryRow], exchange_type: str) -> Proposal | None:
    """What to propose for a live exchange; None for other types and where lessons meet everywhere."""
    shown = list(rows)
    chosen = [row for row in shown if row.checked]
    never = [row for row in chosen or shown if row.never]
    if exchange_type != ExchangeType.LIVE_ONLINE or not never:
        return None
    return Proposal(
        countries=[str(row.label) for row in never],
        is_all=bool(chosen) and len(never) == len(chosen),
        types=[(one.value, one.label) for one in TIMELESS_TYPES],
    )


def partners_words(guide: CountryGuide) -> str:
    """`3 schools`."""
    return ngettext("%(number)d school", "%(number)d schools", guide.partners) % {"number": guide.partners}


def clock_words(guide: CountryGuide) -> str:
    """`1 hour ahead of Tokyo`, or what holds after the next change of clocks as well; empty for an unknown zone."""
    now, later = _ahead_words(guide.ahead), _ahead_words(guide.ahead_later)
    if now == later:
        return now
    return _("%(now)s (from the next change of clocks: %(later)s)") % {"now": now, "later": later}


def lessons_words(guide: CountryGuide) -> str:
    """How much of the lessons lies at the same time; empty where it is not known."""
    if guide.shared is None:
        return ""
    if guide.never_meets:
        return _("lessons never at the same time")
    return _("lessons at the same time: up to %(length)s a day") % {"length": length_words(guide.shared)}


def _ahead_words(ahead: tuple[int, ...]) -> str:
    if not ahead:
        return ""
    least, most = ahead[0], ahead[-1]
    if least == most:
        return ahead_words(datetime.timedelta(minutes=least))
    if least < 0 < most:
        words = {"behind": length_words(-least), "ahead": length_words(most)}
        return _("between %(behind)s behind and %(ahead)s ahead of Tokyo") % words
    if most <= 0:
        return _("%(least)s to %(most)s behind Tokyo") % {"least": length_words(-most), "most": length_words(-least)}
    return _("%(least)s to %(most)s ahead of Tokyo") % {"least": length_words(least), "most": length_words(most)}
