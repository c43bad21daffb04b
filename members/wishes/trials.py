"""Counting the partners that would remain under other musts. The room that has the engine registers how."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import ngettext

from members.wishes.models import ExchangeWish


class Tried(Protocol):
    """How many partners are possible under the musts tried, and a row for each criterion that may be one."""

    @property
    def possible(self) -> int: ...

    @property
    def rows(self) -> Sequence[Any]: ...


Source = Callable[[ExchangeWish, Iterable[str] | None, datetime.date], Tried]
_sources: list[Source] = []


def register_trial(source: Source) -> None:
    """Name the function that counts: a wish, the musts tried (None: its own), a day."""
    _sources[:] = [source]


@dataclass(frozen=True)
class Counted:
    """`status` tells the present number in words; `effects` what toggling each criterion would leave."""

    possible: int
    status: str
    effects: dict[str, str]


def count_musts(wish: ExchangeWish, musts: Iterable[str] | None, today: datetime.date) -> Counted | None:
    """What these musts leave (None: those of the wish), without storing anything; None where nobody can count."""
    if not _sources:
        return None
    tried = _sources[0](wish, musts, today)
    words = ngettext("With these musts: %(number)s school", "With these musts: %(number)s schools", tried.possible)
    effects = {row.value: str(row.effect) for row in tried.rows}
    return Counted(tried.possible, words % {"number": tried.possible}, effects)
