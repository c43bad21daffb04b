"""Dates typed one a line, as teachers write them: `6/3`, `2027年6月3日 運動会の振替`, `4/6 〜 7/20`, in any width."""

import datetime
import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.calendars.year import Span
from portal.core.dates import short_date

T = TypeVar("T")

MOST_LINES = 60
LONGEST_NOTE = 80
_DATE = re.compile(r"(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?")
_BETWEEN = re.compile(r"\s*(?:[-~〜－–—―]|から|to)\s*(?:まで)?\s*")
_AFTER_RANGE = re.compile(r"\s*(?:まで)?\s*")


class DayLine(NamedTuple):
    """A day and what stood behind it."""

    day: datetime.date
    note: str


def parse_days(text: str, span: Span) -> list[DayLine]:
    """The days of a text, a line each, all inside the span; raises `ValidationError` with a message a wrong line."""
    return _parse(text, lambda line: _day_line(line, span))


def parse_terms(text: str, span: Span) -> list[Span]:
    """The terms of a text, a line each, in order and apart; raises `ValidationError` with a message a wrong line."""
    terms = sorted(_parse(text, lambda line: _term_line(line, span)))
    for (_first, last), (first, _last) in pairwise(terms):
        if first <= last:
            raise ValidationError(
                _("The term that begins on %(day)s begins before the one before it has ended.")
                % {"day": short_date(first)}
            )
    return terms


def _parse(text: str, read: Callable[[str], T]) -> list[T]:
    """Whatever `read` makes of each line that is not empty."""
    lines = [line.strip() for line in unicodedata.normalize("NFKC", text).splitlines()]
    filled = [(number, line) for number, line in enumerate(lines, start=1) if line]
    if len(filled) > MOST_LINES:
        raise ValidationError(_("Enter at most %(most)d lines.") % {"most": MOST_LINES})
    found, errors = [], []
    for number, line in filled:
        try:
            found.append(read(line))
        except ValueError as wrong:
            errors.append(_("Line %(number)d: %(problem)s") % {"number": number, "problem": wrong})
    if errors:
        raise ValidationError(errors)
    return found


def _day_line(line: str, span: Span) -> DayLine:
    match = _DATE.match(line)
    if match is None:
        raise ValueError(_("enter a date first, for example 6/3."))
    note = line[match.end() :].strip(" :、,・()")
    if len(note) > LONGEST_NOTE:
        raise ValueError(_("the occasion is longer than %(most)d characters.") % {"most": LONGEST_NOTE})
    return DayLine(_date(match, span), note)


def _term_line(line: str, span: Span) -> Span:
    problem = _("enter the first and the last day, for example 4/6 – 7/20.")
    first = _DATE.match(line)
    between = _BETWEEN.match(line, first.end()) if first else None
    last = _DATE.match(line, between.end()) if between else None
    if first is None or last is None or not _AFTER_RANGE.fullmatch(line, last.end()):
        raise ValueError(problem)
    found = _date(first, span), _date(last, span)
    if found[1] < found[0]:
        raise ValueError(_("the last day is before the first."))
    return found


def _date(match: re.Match[str], span: Span) -> datetime.date:
    """The date of a match; without a year it is the one inside the span."""
    month, day = int(match["month"]), int(match["day"])
    years = [int(match["year"])] if match["year"] else range(span[0].year, span[1].year + 1)
    dates = []
    for year in years:
        try:
            dates.append(datetime.date(year, month, day))
        except ValueError:
            continue
    if not dates:
        raise ValueError(_("%(date)s is not a date.") % {"date": match[0].strip()})
    inside = [one for one in dates if span[0] <= one <= span[1]]
    if not inside:
        raise ValueError(_("%(date)s does not lie in this school year.") % {"date": match[0].strip()})
    return inside[0]
