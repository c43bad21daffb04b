"""What the archive's address asks for, read and checked: words, facet values, order. No database is asked."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from casestudies.facets import Facet, is_known
from portal.core.search.query import MAX_LENGTH, is_searchable


class Sort(models.TextChoices):
    """The orders of the archive; `relevance` needs words to be relevant to."""

    RELEVANCE = "relevance", _("Most relevant first")
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    PUPILS = "pupils", _("Most pupils first")


@dataclass(frozen=True)
class CaseQuery:
    """A search of the archive.

    `chosen` holds the known values of each facet, in the order of the address; `ignored` are the (key, value) pairs
    that mean nothing to the archive. `error` is a message on `q`, empty when it is fine.
    """

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.NEWEST
    ignored: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @property
    def is_searchable(self) -> bool:
        """Whether the words can be looked for: not too long, and not signs only."""
        return not self.error and is_searchable(self.q)

    @property
    def is_empty(self) -> bool:
        return not self.q and not self.chosen

    def without(self, facet: str) -> "CaseQuery":
        """The same search without the values of one facet."""
        chosen = {name: values for name, values in self.chosen.items() if name != facet}
        return CaseQuery(self.q, chosen, self.sort, error=self.error)

    def without_words(self) -> "CaseQuery":
        return CaseQuery("", self.chosen, Sort.NEWEST)


def parse_query(params: QueryDict) -> CaseQuery:
    """Read the archive's parameters. Never raises: unknown values are set aside, a fault in the words is told."""
    # Control characters cannot be typed, and a NUL is refused by PostgreSQL.
    typed = params.get("q", "").replace("\x00", "")
    q = " ".join("".join(sign if unicodedata.category(sign) != "Cc" else " " for sign in typed).split())
    chosen: dict[str, tuple[str, ...]] = {}
    ignored: list[tuple[str, str]] = []
    for facet in Facet.values:
        values = list(dict.fromkeys(value.strip() for value in params.getlist(facet) if value.strip()))
        known = tuple(value for value in values if is_known(facet, value))
        if known:
            chosen[facet] = known
        ignored += [(facet, value) for value in values if value not in known]
    return CaseQuery(q, chosen, _sort(params.get("sort", ""), q), tuple(ignored), _fault(q))


def _sort(asked: str, q: str) -> Sort:
    if asked in Sort.values and (q or asked != Sort.RELEVANCE):
        return Sort(asked)
    return Sort.RELEVANCE if q else Sort.NEWEST


def _fault(q: str) -> str:
    if len(q) <= MAX_LENGTH:
        return ""
    return ngettext(
        "Use at most %(limit)d character. You entered %(length)d.",
        "Use at most %(limit)d characters. You entered %(length)d.",
        MAX_LENGTH,
    ) % {"limit": MAX_LENGTH, "length": len(q)}
