"""The kinds of columns: how a cell becomes a value, and how a value is shown.

A value is what JSON can hold: text, whole number, truth value, list, None. Two cells that mean the same give the same
value, so that values tell whether a record changes.
"""

import datetime
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext, override, pgettext
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from portal.core.dates import short_date
from portal.core.graded_codes import choices_of

from .cells import Cell, folded, text_of
from .days import parse_day

Value = Any
Reader = Callable[[Cell], Value]

GREATEST_NUMBER = 32_767
EARLIEST, LATEST = datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)
_LINE_END = re.compile(r"\s*\n\s*")
_SEPARATORS = re.compile(r"[;；、\n]")
_NUMBER = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\s*[人名分回歳年本件]?")
_YES = {"○", "〇", "◯", "◎", "はい", "有", "有り", "あり", "可", "true", "yes", "y", "1"}
_NO = {"×", "✕", "✖", "-", "いいえ", "無", "無し", "なし", "否", "false", "no", "n", "0"}
_LIKE_ENOUGH = 60  # of 100: a label this like is offered in place of an unknown one


_MOST_REMEMBERED = 10_000
_LONGEST_REMEMBERED = 2_000


def remembering(read: Reader) -> Reader:
    """The same reader, which knows a text again: in a long file the cells of a column are much the same."""
    known: dict[str, Value] = {}

    def remember(cell: Cell) -> Value:
        if not isinstance(cell, str) or len(cell) > _LONGEST_REMEMBERED:
            return read(cell)
        if cell not in known:
            value = read(cell)
            if len(known) >= _MOST_REMEMBERED:
                return value
            known[cell] = value
        return known[cell]

    return remember


class Kind(ABC):
    """A kind of column. `empty` is the value of an empty cell."""

    empty: Value = ""

    @abstractmethod
    def reader(self) -> Reader:
        """A function that reads cells of one file; it raises `ValidationError`. What it needs is looked up once."""

    def show(self, value: Value) -> str:
        """The value as people read it, in the active language."""
        return "" if value is None else str(value)

    def codes(self) -> list[tuple[str, str]]:
        """Codes with their label in the active language, where a column takes no others."""
        return []

    def hint(self) -> str:
        """What may be typed, in the active language."""
        return ""


class TypedKind(Kind):
    """A kind whose value is in the text of the cell alone."""

    def reader(self) -> Reader:
        def read(cell: Cell) -> Value:
            text = text_of(cell)
            return self.read(text) if text else self.empty

        return read

    @abstractmethod
    def read(self, text: str) -> Value:
        """The value of a text that is not empty. Raises `ValidationError` for what cannot be one."""


class Text(TypedKind):
    """Plain text of at most `max_length` characters; `uniform` makes it uniform, raising ValueError with `refusal`.

    A day or a time of day is refused: Excel makes them of texts such as `1-2`, and what stood there is lost.
    """

    def __init__(
        self,
        max_length: int,
        *,
        lines: bool = False,
        uniform: Callable[[str], str] | None = None,
        refusal: Any = None,
    ) -> None:
        self.max_length = max_length
        self.lines = lines
        self.uniform = uniform
        self.refusal = refusal or _("This cannot be read.")

    def reader(self) -> Reader:
        read_text = super().reader()

        def read(cell: Cell) -> Value:
            if isinstance(cell, datetime.date | datetime.time):
                text_of(cell)  # which has a better sentence for a zero
                raise ValidationError(
                    _("Excel has made a day or a time of this cell. Format it as text and type it again.")
                )
            return read_text(cell)

        return read

    def read(self, text: str) -> str:
        found = text if self.lines else _LINE_END.sub(" ", text)
        if self.uniform is not None:
            try:
                found = self.uniform(found)
            except ValueError as error:
                raise ValidationError(self.refusal) from error
        if len(found) > self.max_length:
            raise ValidationError(
                _("The text has %(length)d characters; at most %(limit)d are possible."),
                params={"length": len(found), "limit": self.max_length},
            )
        return found

    def hint(self) -> str:
        return gettext("at most %(limit)d characters") % {"limit": self.max_length}


class WholeNumber(TypedKind):
    """A number without fractions, as `30`, `３０` or `30人`; None when the cell is empty."""

    empty = None

    def __init__(self, least: int = 0, greatest: int = GREATEST_NUMBER) -> None:
        self.least = least
        self.greatest = greatest

    def read(self, text: str) -> int:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
        # Eighteen figures are more than any limit; int() takes long texts badly.
        number = int(found[1].replace(",", "")) if found and len(found[1]) <= 18 else -1
        if not self.least <= number <= self.greatest:
            raise ValidationError(
                _("Enter a whole number from %(least)d to %(greatest)d."),
                params={"least": self.least, "greatest": self.greatest},
            )
        return number

    def hint(self) -> str:
        return gettext("a whole number from %(least)d to %(greatest)d") % vars(self)


class YesNo(TypedKind):
    """`○`, `はい`, `yes`, `1` or `×`, `いいえ`, `no`, `0`; an empty cell means no."""

    empty = False

    def reader(self) -> Reader:
        read_text = super().reader()
        return lambda cell: cell if isinstance(cell, bool) else read_text(cell)

    def read(self, text: str) -> bool:
        word = folded(text)
        if word not in _YES | _NO:
            raise ValidationError(_("Enter ○ for yes; leave the cell empty for no."))
        return word in _YES

    def show(self, value: Value) -> str:
        return pgettext("in a cell", "yes") if value else pgettext("in a cell", "no")

    def hint(self) -> str:
        return gettext("○ for yes, empty for no")


class Day(TypedKind):
    """A day in one of the ways `parse_day` knows, or a date cell of a workbook; the value is an ISO date or None."""

    empty = None

    def __init__(self, earliest: datetime.date = EARLIEST, latest: datetime.date = LATEST) -> None:
        self.earliest = earliest
        self.latest = latest

    def reader(self) -> Reader:
        read_text = super().reader()

        def read(cell: Cell) -> Value:
            if isinstance(cell, datetime.date):
                return self._checked(cell.date() if isinstance(cell, datetime.datetime) else cell)
            return read_text(cell)

        return read

    def read(self, text: str) -> str:
        try:
            return self._checked(parse_day(text))
        except ValueError as error:
            raise ValidationError(_("Enter a day, for example 2025-11-12 or 令和7年11月12日.")) from error

    def _checked(self, day: datetime.date) -> str:
        if not self.earliest <= day <= self.latest:
            raise ValidationError(
                _("The day %(day)s cannot be: it must lie between %(earliest)s and %(latest)s."),
                params={"day": day.isoformat(), "earliest": self.earliest, "latest": self.latest},
            )
        return day.isoformat()

    def show(self, value: Value) -> str:
        return short_date(datetime.date.fromisoformat(value)) if value else ""

    def hint(self) -> str:
        return gettext("a day: 2025-11-12, 2025/11/12, 令和7年11月12日, R7.11.12 or a date cell")


class Choice(Kind):
    """One of some codes, typed as code or as label in either language, of any width and case.

    `source` is a `Choices` class, (code, label) pairs, or a function that gives such pairs: it is asked once a file, so
    it may read records that the rows refer to. `aliases` are other words for a code. With `listed` False the codes are
    not written into the template, and values are shown as codes.
    """

    def __init__(self, source: Any, *, aliases: Mapping[str, str] | None = None, listed: bool = True) -> None:
        self.source = source
        self.aliases = aliases or {}
        self.listed = listed

    def reader(self) -> Reader:
        words = self._words()

        def read(cell: Cell) -> Value:
            text = text_of(cell)
            return self.code_of(text, words) if text else self.empty

        return remembering(read)

    def _words(self) -> dict[str, str]:
        """The code that each folded word means; a code wins over a label of the same letters."""
        labels = {folded(word): code for word, code in self.aliases.items()}
        codes: dict[str, str] = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                # A source may know a code in one language only: countries do.
                for code, label in choices_of(self.source):
                    labels[folded(str(label))] = codes[folded(str(code))] = str(code)
        return labels | codes

    def code_of(self, text: str, words: Mapping[str, str]) -> str:
        """The code that a text means. Raises `ValidationError`, with a word that is like it where there is one."""
        word = folded(text)
        if word in words:
            return words[word]
        near = process.extractOne(word, words.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        if near:
            raise ValidationError(
                _("“%(value)s” is not one of the choices. Did you mean “%(near)s”?"),
                params={"value": text[:40], "near": self._lazy_label(words[near[0]])},
            )
        raise ValidationError(_("“%(value)s” is not one of the choices."), params={"value": text[:40]})

    def show(self, value: Value) -> str:
        return self._label(value) if value else ""

    def _lazy_label(self, code: str) -> Any:
        """The label in the language in which it is asked for."""
        return lazy(lambda: self._label(code), str)()

    def _label(self, code: str) -> str:
        if not self.listed:
            return code
        return {str(code): str(label) for code, label in choices_of(self.source)}.get(code, code)

    def codes(self) -> list[tuple[str, str]]:
        return [(str(code), str(label)) for code, label in choices_of(self.source)] if self.listed else []

    def hint(self) -> str:
        return gettext("a code or a label") if self.listed else ""


class Choices(Choice):
    """Several codes, divided by `;`, `；`, `、` or line ends; the value is a sorted list of codes."""

    def __init__(
        self, source: Any, *, aliases: Mapping[str, str] | None = None, listed: bool = True, most: int | None = None
    ) -> None:
        super().__init__(source, aliases=aliases, listed=listed)
        self.empty: list[str] = []
        self.most = most

    def reader(self) -> Reader:
        words = self._words()

        def read(cell: Cell) -> list[str]:
            parts = [part.strip() for part in _SEPARATORS.split(text_of(cell)) if part.strip()]
            codes = sorted({self.code_of(part, words) for part in parts})
            if self.most is not None and len(codes) > self.most:
                raise ValidationError(_("At most %(limit)d values are possible."), params={"limit": self.most})
            return codes

        return remembering(read)

    def show(self, value: Sequence[str]) -> str:
        if not self.listed:
            return "; ".join(value)
        return "; ".join(str(label) for code, label in choices_of(self.source) if str(code) in value)

    def hint(self) -> str:
        return gettext("several codes or labels, divided by ;") if self.listed else gettext("several, divided by ;")
