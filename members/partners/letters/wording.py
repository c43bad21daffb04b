"""The texts of partners' pages and letters, a file a language in `texts/`; docs/partners.md tells how to add one.

English is complete by definition; a test proves that every other file has the same keys and places to fill in. What a
file gives under `codes` are labels of vocabularies; without them the site's own labels are shown, in English for every
language the site itself does not speak.
"""

import datetime
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, get_day_names
from django.conf import settings

FIRST = "en"
CODES = "codes"
_FOLDER = Path(__file__).with_name("texts")
_BABEL = {"en": "en_GB"}


class Wording:
    """All texts in one language. `language` is its tag, for `lang`."""

    def __init__(self, language: str, texts: Mapping[str, str], codes: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self.texts = texts
        self._codes = codes
        self._locale = Locale.parse(_BABEL.get(language, language), sep="-" if "-" in language else "_")

    @property
    def site_language(self) -> str:
        """The language of the site whose own labels and messages stand beside these texts."""
        return self.language if self.language in dict(settings.LANGUAGES) else FIRST

    def say(self, key: str, **words: Any) -> str:
        """The text of that key with its places filled in; the key must exist in English."""
        text = self.texts.get(key) or _texts_of(FIRST)[0][key]
        return text.format(**words) if words else text

    def __contains__(self, key: str) -> bool:
        return key in self.texts or key in _texts_of(FIRST)[0]

    def code(self, vocabulary: str, code: Any, usual: Any) -> str:
        """The label of a code, `usual` where the file gives none."""
        return self._codes.get(vocabulary, {}).get(str(code)) or str(usual)

    def choices(self, vocabulary: str, usual: Iterable[tuple[Any, Any]]) -> list[tuple[Any, str]]:
        """(code, label) pairs with the labels of this language."""
        return [(code, self.code(vocabulary, code, label)) for code, label in usual]

    def date(self, day: datetime.date) -> str:
        """A day in full: `28 November 2026`."""
        return str(format_date(day, "long", locale=self._locale))

    def weekday(self, number: int) -> str:
        """The name of a day of the week, 0 for Monday."""
        return str(get_day_names("wide", "stand-alone", locale=self._locale)[number])

    @property
    def name(self) -> str:
        """The language's own name."""
        return str(self._locale.get_language_name() if "-" not in self.language else self._locale.get_display_name())


@lru_cache
def languages() -> tuple[str, ...]:
    """The tags of all languages that have texts, English first."""
    found = sorted(path.stem for path in _FOLDER.glob("*.toml"))
    return (FIRST, *(each for each in found if each != FIRST))


def wording_for(language: str) -> Wording:
    """The texts for a language tag: of the tag itself, of a shorter one (`zh-Hant` for `zh-Hant-TW`), or English."""
    by_folded = {each.lower(): each for each in languages()}
    parts = language.lower().split("-")
    for length in range(len(parts), 0, -1):
        found = by_folded.get("-".join(parts[:length]))
        if found:
            return _wording(found)
    return _wording(FIRST)


@lru_cache
def _wording(language: str) -> Wording:
    return Wording(language, *_texts_of(language))


@lru_cache
def _texts_of(language: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """(texts by dotted key, labels by vocabulary and code) of a language's file."""
    tables = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    codes = tables.pop(CODES, {})
    return dict(_flat(tables, "")), codes


def _flat(table: Mapping[str, Any], before: str) -> Iterable[tuple[str, str]]:
    for name, value in table.items():
        key = f"{before}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.")
        else:
            yield key, str(value).strip()
