"""Columns out of rows: of all partners, or the columns held so far with the partners that have changed."""

from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from members.partners.states import PartnerStatus

from .columns import LEVELS, UNKNOWN, Columns, Marking, Mask, Place, Timetable
from .reading import (
    Row,
    bits_of,
    day_of,
    levels_of,
    marking_of,
    read_agreements,
    read_rows,
    read_weeks,
    speaks_any,
    timetable_of,
)

H = TypeVar("H", bound=Hashable)
Arrays = dict[str, Any]
"""Arrays by the name of their field."""
LANGUAGES = ("ja", "en")


class _Numbered(Generic[H]):
    """Gives each thing a number, the same thing the same one."""

    def __init__(self, things: Iterable[H] = ()) -> None:
        self.numbers = {thing: number for number, thing in enumerate(things)}

    def number(self, thing: H) -> int:
        return self.numbers.setdefault(thing, len(self.numbers))

    def things(self, before: tuple[H, ...]) -> tuple[H, ...]:
        """All of them; `before` itself where nothing was added, so that what hangs on it stays valid."""
        return before if len(before) == len(self.numbers) else tuple(self.numbers)


class _Book:
    """What is held once and pointed to: places, zones, timetables, pairs of the last two, and markings."""

    def __init__(self, columns: Columns | None = None) -> None:
        self.columns = columns
        self.places: _Numbered[Place] = _Numbered(columns.places if columns else ())
        self.zones: _Numbered[str] = _Numbered(columns.zones if columns else ())
        self.timetables: _Numbered[Timetable] = _Numbered(columns.timetables if columns else ())
        self.pairs: _Numbered[tuple[int, int]] = _Numbered(columns.pairs if columns else ())
        self.markings: _Numbered[Marking] = _Numbered(columns.markings if columns else ())

    def zone(self, name: str) -> int:
        return self.zones.number(name) if name else UNKNOWN

    def pair(self, timetable: int, zone: int) -> int:
        return UNKNOWN if UNKNOWN in (timetable, zone) else self.pairs.number((timetable, zone))

    def fields(self) -> dict[str, Any]:
        names = ("places", "zones", "timetables", "pairs", "markings")
        return {name: getattr(self, name).things(getattr(self.columns, name, ())) for name in names}


def build_columns(version: int) -> Columns:
    """Read all partners (three queries). Takes the version as given: read it before the data, never after."""
    rows = read_rows()
    book = _Book()
    weeks = _weeks(book, read_weeks())
    arrays = _arrays(rows, book, weeks)
    names = {language: [_sort_name(row, language) for row in rows] for language in LANGUAGES}
    levels = _level_arrays(rows)
    held = book.fields()
    return Columns(
        version=version,
        **held,
        **arrays,
        levels=levels,
        agreed=_agreed(arrays["place"], held["places"]),
        names=names,
        by_name={language: _order(texts) for language, texts in names.items()},
    )


def patch_columns(columns: Columns, version: int, keys: Collection[int], *, agreements: bool = False) -> Columns:
    """The same columns with the partners of these keys read anew (two or three queries); nothing held is written to.

    Partners that are gone fall out, new ones come in.
    """
    rows = read_rows(keys) if keys else []
    book = _Book(columns)
    new = _arrays(rows, book, _weeks(book, read_weeks(keys)))
    stays = ~columns.among(keys)
    # Where each partner lies from now on: those that stay, then those read.
    merged_ids = np.concatenate([columns.ids[stays], new["ids"]])
    order = np.argsort(merged_ids, kind="stable")

    def merged(held: NDArray[Any], read: NDArray[Any]) -> NDArray[Any]:
        return np.concatenate([held[stays], read])[order]

    arrays: Arrays = {name: merged(getattr(columns, name), array) for name, array in new.items()}
    levels = tuple(merged(*pair) for pair in zip(columns.levels, _level_arrays(rows), strict=True))
    names, by_name = {}, {}
    moved = np.empty(len(order), np.int32)
    moved[order] = np.arange(len(order), dtype=np.int32)
    for language in LANGUAGES:
        names[language], by_name[language] = _renamed(columns, language, rows, stays, moved)
    held = book.fields()
    # A partner may have moved to where an agreement holds.
    agreed = _agreed(arrays["place"], held["places"]) if agreements or rows else columns.agreed[stays]
    more: dict[str, Any] = {"levels": levels, "agreed": agreed, "names": names, "by_name": by_name}
    return replace(columns, version=version, **held, **arrays, **more)


def _weeks(book: _Book, weeks: Iterable[tuple[int, str]]) -> dict[int, int]:
    """The number of the timetable by key of the partner."""
    number = book.timetables.number
    by_text: dict[str, int] = {}
    found = {}
    for pk, text in weeks:
        if text not in by_text:
            by_text[text] = number(timetable_of(text))
        found[pk] = by_text[text]
    return found


def _arrays(rows: Sequence[Row], book: _Book, weeks: Mapping[int, int]) -> Arrays:
    zones = [book.zone(row.timezone) for row in rows]
    pairs = [book.pair(weeks.get(row.pk, UNKNOWN), zone) for row, zone in zip(rows, zones, strict=True)]
    found = {
        "ids": np.array([row.pk for row in rows], np.int64),
        "place": np.array([book.places.number((row.country, row.region)) for row in rows], np.int32),
        "zone": np.array(zones, np.int32),
        "pair": np.array(pairs, np.int32),
        "youngest": _numbers([row.age_min for row in rows], np.int16),
        "oldest": _numbers([row.age_max for row in rows], np.int16),
        "speaks": np.array([speaks_any(row.languages) for row in rows], np.bool_),
        "class_size": _numbers([row.class_size for row in rows], np.int32),
        "marks": np.array([book.markings.number(marking_of(row.importance)) for row in rows], np.int32),
        "capacity": np.array([row.capacity for row in rows], np.int32),
        "confirmed": np.array([day_of(row.confirmed) for row in rows], np.int32),
        "full_until": np.array([day_of(row.full_until) for row in rows], np.int32),
        "requests": np.array([row.requests for row in rows], np.int32),
        "replies": np.array([row.replies for row in rows], np.int32),
        "active": np.array([row.status == PartnerStatus.ACTIVE for row in rows], np.bool_),
    }
    for name in ("exchange_types", "themes", "months", "tools"):
        found[name] = np.array([bits_of(name, getattr(row, name)) for row in rows], np.uint32)
    return found


def _numbers(values: Iterable[int | None], kind: Any) -> NDArray[Any]:
    return np.array([UNKNOWN if value is None else value for value in values], kind)


def _level_arrays(rows: Sequence[Row]) -> tuple[NDArray[np.uint32], ...]:
    spoken = np.array([levels_of(row.languages) for row in rows], np.uint32).reshape(len(rows), len(LEVELS))
    return tuple(np.ascontiguousarray(spoken[:, at]) for at in range(len(LEVELS)))


def _agreed(place: NDArray[np.int32], places: Sequence[Place]) -> Mask:
    covered = read_agreements()
    known = np.array([(country, "") in covered or (country, region) in covered for country, region in places], np.bool_)
    return known[place] if len(places) else np.zeros(len(place), np.bool_)


def _sort_name(row: Row, language: str) -> str:
    shown = (row.name_en if language == "en" else row.name) or row.name or row.name_en
    return shown.casefold()


def _order(texts: Sequence[str]) -> NDArray[np.int32]:
    return np.array(sorted(range(len(texts)), key=texts.__getitem__), np.int32)


def _renamed(
    columns: Columns, language: str, rows: Sequence[Row], stays: Mask, moved: NDArray[np.int32]
) -> tuple[list[str], NDArray[np.int32]]:
    """The names and their order after the change; `moved` tells the new position of those that stay, then of `rows`."""
    held, order = columns.names[language], columns.by_name[language]
    left = [text for text, stay in zip(held, stays.tolist(), strict=True) if stay]
    read = [_sort_name(row, language) for row in rows]
    texts = [""] * len(moved)
    for place, text in zip(moved.tolist(), [*left, *read], strict=True):
        texts[place] = text
    new_place = np.full(len(held), UNKNOWN, np.int32)
    new_place[stays] = moved[: len(left)]
    kept = new_place[order[stays[order]]]
    coming = sorted((text, int(place)) for text, place in zip(read, moved[len(left) :], strict=True))
    at = [bisect_left(kept, one, key=lambda place: (texts[place], int(place))) for one in coming]
    return texts, np.insert(kept, at, [place for _text, place in coming]).astype(np.int32)
