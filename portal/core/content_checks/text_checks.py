"""Texts as public offices write them: dates, widths of digits, characters that every device has."""

import datetime
import re
import unicodedata
from collections.abc import Iterator

from portal.core.dates import filed_date

from .findings import Finding
from .subjects import Subject
from .vocabulary import Problem

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>「」（）]+|[\w.+-]+@[\w.-]+")
_WESTERN = re.compile(r"(?<![A-Za-z0-9/.\-])((?:19|20)\d\d)([/.\-])(\d{1,2})\2(\d{1,2})(?![A-Za-z0-9/\-]|\.\d)")
_ERA = re.compile(
    r"(?<![A-Za-z0-9])([RHSrhs]|令和|平成|昭和)\s?(\d{1,2}|元)([/.])(\d{1,2})\3(\d{1,2})(?![A-Za-z0-9/]|\.\d)"
)
_BEFORE_ERA = {"R": 2018, "H": 1988, "S": 1925, "令和": 2018, "平成": 1988, "昭和": 1925}
_WIDE_DIGITS = re.compile("[０-９]+")
# Numerals in a circle, Roman numerals, units and words in a square, half-width kana.
_SPECIAL = re.compile("[\u2460-\u2473\u2160-\u217f\u3231-\u324f\u3280-\u33ff\u2116\u2121\uff61-\uff9f]+")
_CIRCLED = re.compile("[\u2460-\u2473]")


def dates(subject: Subject) -> Iterator[Finding]:
    """2026/4/1 and R8.4.1 are written as 令和8（2026）年4月1日, in English as 1 April 2026."""
    for piece in subject.pieces:
        text = _ADDRESS.sub(" ", unicodedata.normalize("NFKC", piece.words))
        for written, day in _dates_in(text):
            words = {"text": written, "proposal": filed_date(day, subject.language)}
            yield Finding(Problem.DATE_FORM, piece.path, words)


def digit_widths(subject: Subject) -> Iterator[Finding]:
    """A page writes its digits in one width; an English page has no full-width ones at all."""
    is_english = subject.language == "en"
    if not is_english and not any(_has_narrow_digit(piece.words) for piece in subject.pieces):
        return
    for piece in subject.pieces:
        found = _WIDE_DIGITS.search(piece.words)
        if found:
            words = {"text": found[0], "proposal": unicodedata.normalize("NFKC", found[0])}
            yield Finding(Problem.DIGIT_WIDTH, piece.path, words)


def special_signs(subject: Subject) -> Iterator[Finding]:
    """Characters that some devices lack and some screen readers skip, with what to write instead."""
    for piece in subject.pieces:
        for text in dict.fromkeys(_SPECIAL.findall(piece.words)):
            plain = _CIRCLED.sub(lambda sign: f"({unicodedata.normalize('NFKC', sign[0])})", text)
            words = {"text": text, "proposal": unicodedata.normalize("NFKC", plain)}
            yield Finding(Problem.SPECIAL_SIGN, piece.path, words)


def _has_narrow_digit(text: str) -> bool:
    return any(sign.isascii() and sign.isdigit() for sign in text)


def _dates_in(text: str) -> Iterator[tuple[str, datetime.date]]:
    found = [(match, int(match[1]), match[3], match[4]) for match in _WESTERN.finditer(text)]
    for match in _ERA.finditer(text):
        begins = _BEFORE_ERA[match[1].upper()]
        found.append((match, begins + (1 if match[2] == "元" else int(match[2])), match[4], match[5]))
    for match, year, month, day in found:
        try:
            yield match[0], datetime.date(year, int(month), int(day))
        except ValueError:
            continue  # a number of that form is no date
