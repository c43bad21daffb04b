"""What a person types, taken apart into terms (pure).

`台湾 交流` both words; `"カード交換"`, `“…”`, `「…」` exactly these words side by side, without synonyms;
`-台湾` without it; `台湾 OR 韓国`, `台湾 または 韓国`, `台湾|韓国` one of them. Everything else is text: no input is
refused, and signs that are no letter or number are gaps between words.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .text import Span, query_forms

MAX_LENGTH = 200
"""Characters of a query; forms refuse more, the search itself leaves the rest out."""
MAX_TERMS = 24

_QUOTES = '"\u201c\u201d\u201e\u201f\uff02'
_ITEM = re.compile(
    rf"""(?P<minus>[-\uff0d\u2212\u2010\u2011\u2013](?=\S))?
    (?: [{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}] | 「(?P<hooks>[^」]*)」 | 『(?P<double_hooks>[^』]*)』
      | (?P<bar>[|\uff5c]) | (?P<bare>[^\s{_QUOTES}「」『』|\uff5c]+) )""",
    re.VERBOSE,
)
_QUOTED = ("quoted", "hooks", "double_hooks")
_OR_WORDS = {"OR", "または", "又は", "|"}
_OPERATORS = _OR_WORDS | {"AND"}


class Term(NamedTuple):
    """One typed word or phrase."""

    text: str
    quoted: bool = False
    excluded: bool = False

    @property
    def is_expandable(self) -> bool:
        """Whether synonyms and other forms count: not for what was quoted or excluded."""
        return not (self.quoted or self.excluded)


class Placed(NamedTuple):
    """A term with the place of its text in what was typed."""

    term: Term
    place: Span


def placed_items(query: str) -> Iterator[Placed]:
    """Terms and operators in the order typed; of what is longer than `MAX_LENGTH` the rest is left out."""
    for match in _ITEM.finditer(query[:MAX_LENGTH]):
        name = next((name for name in (*_QUOTED, "bar", "bare") if match[name] is not None), "bare")
        term = Term(match[name], name in _QUOTED, match["minus"] is not None)
        yield Placed(term, Span(*match.span(name)))


def operator(item: Term) -> str:
    """The operator an item stands for, in half-width; empty for a term."""
    name = unicodedata.normalize("NFKC", item.text)
    return name if item.is_expandable and name in _OPERATORS else ""


def parse(query: str) -> list[list[Term]]:
    """The terms of a query: of each inner list one must fit, and all lists must. Empty when nothing can be searched.

    Beyond `MAX_LENGTH` characters and `MAX_TERMS` terms the rest is left out. Operators without a term count as text.
    """
    items = [item for item, _place in placed_items(query) if operator(item) or query_forms(item.text)]
    if all(operator(item) for item in items):
        return [[item] for item in items if query_forms(item.text)]
    groups: list[list[Term]] = []
    joined = False
    terms = 0
    for item in items:
        name = operator(item)
        if name:
            joined = name in _OR_WORDS
            continue
        if terms == MAX_TERMS:
            break
        terms += 1
        if joined and groups:
            groups[-1].append(item)
        else:
            groups.append([item])
        joined = False
    return groups


def is_searchable(query: str) -> bool:
    """Whether the query has anything to search for; pages show a hint otherwise."""
    return bool(parse(query))
