"""Calendar files by RFC 5545. Pure: plain facts in, text out. Times are written in UTC, so no zone has to be told."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

LINE_OCTETS = 75
PRODUCT = "-//Concierge Portal//Events//EN"


@dataclass(frozen=True)
class Entry:
    """One event. `uid` stays the same for as long as the event is the same; times are aware."""

    uid: str
    begins: datetime.datetime
    ends: datetime.datetime
    changed: datetime.datetime
    title: str
    description: str = ""
    place: str = ""
    url: str = ""
    category: str = ""
    cancelled: bool = False


def calendar(name: str, entries: Iterable[Entry], language: str) -> str:
    """A whole calendar file with this name, its lines ended and folded as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        _text("X-WR-CALNAME", name, language),
    ]
    for entry in entries:
        lines += _lines_of(entry, language)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _lines_of(entry: Entry, language: str) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{moment(entry.changed)}",
        f"LAST-MODIFIED:{moment(entry.changed)}",
        f"DTSTART:{moment(entry.begins)}",
        f"DTEND:{moment(entry.ends)}",
        _text("SUMMARY", entry.title, language),
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
    ]
    told = (("DESCRIPTION", entry.description), ("LOCATION", entry.place), ("CATEGORIES", entry.category))
    lines += [_text(name, text, language) for name, text in told if text]
    if entry.url:
        lines.append(f"URL:{entry.url}")
    return [*lines, "END:VEVENT"]


def moment(value: datetime.datetime) -> str:
    """20261201T010000Z: a moment in UTC."""
    return f"{value.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A text as a value: backslash, comma and semicolon marked, line ends as `\\n`, other control characters gone."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign in "\n\t" or (ord(sign) >= 32 and ord(sign) != 127))
    for sign in ("\\", ";", ","):
        kept = kept.replace(sign, f"\\{sign}")
    return kept.replace("\n", "\\n")


def fold(line: str) -> str:
    """The line cut into pieces of at most 75 octets, never inside a character; each further one begins with a space."""
    pieces, piece, octets = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if octets + size > LINE_OCTETS:
            pieces.append(piece)
            piece, octets = "", 1
        piece += sign
        octets += size
    return "\r\n ".join([*pieces, piece])


def _text(name: str, text: str, language: str) -> str:
    parameter = "" if name.startswith("X-") else f";LANGUAGE={language}"
    return f"{name}{parameter}:{escaped(text)}"
