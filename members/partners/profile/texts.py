"""Weeks and years as a partner types them: `09:00-09:50, 10:00-10:50` for a day, a date a line for a year."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError

from members.partners.letters.wording import Wording

MOST_LESSONS = 15
MOST_LINES = 100
LONGEST_NOTE = 80
_SPAN = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-~–—]+\s*(\d{1,2})[:.](\d{2})")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_BETWEEN = re.compile(r"\s*(?:[-~–—]+|to)\s*")


def parse_day(text: str, wording: Wording) -> list[str]:
    """`["09:00-09:50", …]` in order; raises `ValidationError` with what is wrong."""
    found: list[tuple[datetime.time, datetime.time]] = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n、]", unicodedata.normalize("NFKC", text)))):
        span = _span(part)
        if span is None:
            raise ValidationError(wording.say("errors.lesson", typed=part[:40]))
        found.append(span)
    found.sort()
    if len(found) > MOST_LESSONS:
        raise ValidationError(wording.say("errors.too_many", most=MOST_LESSONS))
    for (_begin, end), (begin, _end) in pairwise(found):
        if begin < end:
            raise ValidationError(wording.say("errors.overlap", time=f"{begin:%H:%M}"))
    return [f"{begin:%H:%M}-{end:%H:%M}" for begin, end in found]


def _span(part: str) -> tuple[datetime.time, datetime.time] | None:
    match = _SPAN.fullmatch(part)
    if match is None:
        return None
    from_hour, from_minute, to_hour, to_minute = (int(each) for each in match.groups())
    try:
        begin, end = datetime.time(from_hour, from_minute), datetime.time(to_hour, to_minute)
    except ValueError:
        return None
    return (begin, end) if begin < end else None


def parse_terms(text: str, wording: Wording) -> list[list[str]]:
    """`[["2027-02-01", "2027-04-09"], …]` in order and apart; raises `ValidationError` with a message a wrong line."""
    terms = sorted(_lines(text, wording, lambda line: _term(line, wording)))
    for (_first, last), (first, _last) in pairwise(terms):
        if first <= last:
            raise ValidationError(wording.say("errors.terms_overlap", day=first))
    return terms


def parse_days(text: str, wording: Wording) -> list[list[str]]:
    """`[["2027-06-03", "sports day"], …]` in order; raises `ValidationError` with a message a wrong line."""
    days = sorted(_lines(text, wording, lambda line: _noted(line, wording)))
    twice = [one[0] for one, next_one in pairwise(days) if one[0] == next_one[0]]
    if twice:
        raise ValidationError(wording.say("errors.day_twice", day=twice[0]))
    return days


def _lines(text: str, wording: Wording, read: Callable[[str], list[str]]) -> list[list[str]]:
    lines = [line.strip() for line in unicodedata.normalize("NFKC", text).splitlines()]
    filled = [(number, line) for number, line in enumerate(lines, start=1) if line]
    if len(filled) > MOST_LINES:
        raise ValidationError(wording.say("errors.too_many", most=MOST_LINES))
    found, problems = [], []
    for number, line in filled:
        try:
            found.append(read(line))
        except ValueError as wrong:
            problems.append(wording.say("errors.line", number=number, problem=str(wrong)))
    if problems:
        raise ValidationError(problems)
    return found


def _term(line: str, wording: Wording) -> list[str]:
    first = _DATE.match(line)
    between = _BETWEEN.match(line, first.end()) if first else None
    last = _DATE.fullmatch(line, between.end()) if between else None
    if first is None or last is None:
        raise ValueError(wording.say("errors.term"))
    span = [_iso(first, wording), _iso(last, wording)]
    if span[1] < span[0]:
        raise ValueError(wording.say("errors.term_order"))
    return span


def _noted(line: str, wording: Wording) -> list[str]:
    match = _DATE.match(line)
    if match is None:
        raise ValueError(wording.say("errors.date_first"))
    note = line[match.end() :].strip(" :,()-")
    if len(note) > LONGEST_NOTE:
        raise ValueError(wording.say("errors.long_note", most=LONGEST_NOTE))
    return [_iso(match, wording), note]


def _iso(match: re.Match[str], wording: Wording) -> str:
    try:
        return datetime.date(*(int(each) for each in match.groups())).isoformat()
    except ValueError:
        raise ValueError(wording.say("errors.no_date", typed=match[0])) from None


def lines_of(rows: Iterable[Any], between: str = " ") -> str:
    """Rows of texts as one types them, a row a line."""
    return "\n".join(between.join(each for each in row if each) for row in rows)
