"""What the directory's address asks for, read and checked. Nothing here touches the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext

from portal.core.search.query import MAX_LENGTH, is_searchable
from portal.core.vocabulary import LanguageLevel

from .facets import LEVEL, Facet, Sort, View, labels_of

LEAST_LEVEL = LanguageLevel.values[1]


@dataclass(frozen=True)
class DirectoryQuery:
    """A search of the directory. `chosen` holds known values by facet; `error` is a message on `q`.

    `level` is the least level of the languages chosen.
    """

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    level: int = LEAST_LEVEL
    sort: Sort = Sort.NAME
    view: View = View.LIST
    error: str = ""

    @property
    def is_searchable(self) -> bool:
        """Whether there are words that can be looked for: not too long, and not signs only."""
        return not self.error and is_searchable(self.q)

    @property
    def number_chosen(self) -> int:
        return sum(len(values) for values in self.chosen.values())

    @property
    def has_conditions(self) -> bool:
        return bool(self.q or self.chosen)

    def conditions(self) -> str:
        """The address of the conditions alone, in one spelling: what a saved search keeps."""
        kept = QueryDict(mutable=True)
        if self.q:
            kept["q"] = self.q
        for facet, values in self.chosen.items():
            kept.setlist(facet, sorted(values))
        if self.level > LEAST_LEVEL and Facet.LANGUAGE in self.chosen:
            kept[LEVEL] = str(self.level)
        return kept.urlencode()


def parse_query(data: QueryDict) -> DirectoryQuery:
    """The search an address asks for. Values that no vocabulary knows are left out; too long a text is an error."""
    text = data.get("q", "").strip()
    chosen = {}
    for facet in Facet:
        known = labels_of(facet) if facet.value in data else {}
        values = tuple(dict.fromkeys(value for value in data.getlist(facet.value) if value in known))
        if values:
            chosen[facet.value] = values
    error = ""
    if len(text) > MAX_LENGTH:
        message = gettext("Use at most %(limit_value)d characters. You typed %(show_value)d.")
        error = message % {"limit_value": MAX_LENGTH, "show_value": len(text)}
    sort, view = data.get("sort", ""), data.get("view", "")
    return DirectoryQuery(
        q=text,
        chosen=chosen,
        level=_level(data.get(LEVEL, "")),
        sort=Sort(sort) if sort in Sort.values else Sort.NAME,
        view=View(view) if view in View.values else View.LIST,
        error=error,
    )


def _level(text: str) -> int:
    known = {str(level): level for level in LanguageLevel.values if level >= LEAST_LEVEL}
    return known.get(text, LEAST_LEVEL)
