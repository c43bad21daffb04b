"""What the archive's search box proposes: countries, exchange types, themes, places, schools and titles, in memory.

Built from the live cases of a language when they are first asked for, and anew when the data version has moved.
"""

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casestudies import readings
from casestudies.columns import CaseColumns, store
from casestudies.facets import Facet, known_values
from casestudies.models import CaseStudyPage
from portal.core.municipalities import MUNICIPALITIES
from portal.core.search.text import key

MOST = 8
"""So many terms are proposed at once."""
_OF_A_KIND = 2
_LONGEST_TYPED = 60


class Kind(models.TextChoices):
    """What a term is, in the order in which they are proposed."""

    COUNTRY = Facet.COUNTRY.value, Facet.COUNTRY.label
    EXCHANGE_TYPE = Facet.EXCHANGE_TYPE.value, Facet.EXCHANGE_TYPE.label
    THEME = Facet.THEME.value, Facet.THEME.label
    PLACE = "place", pgettext_lazy("kind of a suggestion", "Place")
    SCHOOL = "school", pgettext_lazy("kind of a suggestion", "School")
    TITLE = "title", _("case study")


@dataclass(frozen=True)
class Term:
    """Something to propose, with its number of cases.

    `value` is the code of a facet, the name of a place or school, or the primary key of a case. `others` are further
    names and readings under which it is found.
    """

    kind: Kind
    label: str
    value: str
    number: int
    others: tuple[str, ...] = ()


class _Lookup:
    """The terms of one kind, found by the beginning or any other part of their folded names."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = list(terms)
        names = [(key(name), place) for place, term in enumerate(self.terms) for name in (term.label, *term.others)]
        self._owners = [place for _name, place in names]
        # One long text is searched far faster than many short ones; a line break stands before each name.
        self._text = "\n".join(("", *(name for name, _place in names), ""))
        self._starts = list(accumulate((len(name) + 1 for name, _place in names), initial=0))

    def find(self, typed: str, most: int) -> list[Term]:
        """At most `most` terms for a folded text: names that begin with it first, each group in the order given."""
        found: dict[int, None] = {}
        for needle in (f"\n{typed}", typed):
            for owner in self._owners_of(needle):
                found.setdefault(owner)
                if len(found) == most:
                    return [self.terms[place] for place in found]
        return [self.terms[place] for place in found]

    def _owners_of(self, needle: str) -> Iterator[int]:
        at = self._text.find(needle)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield self._owners[line]
            at = self._text.find(needle, self._starts[line + 1])


class TermIndex:
    """All terms of one language, as of one version of the cases."""

    def __init__(self, columns: CaseColumns, language: str) -> None:
        self.version = columns.version
        with translation.override(language):
            self._counts = {
                facet: column.count(np.ones(len(columns), np.bool_))
                for facet, column in columns.facets.items()
                if facet != Facet.YEAR
            }
            self._labels = {facet: known_values(facet) for facet in self._counts}
            self._lookups = {kind: _Lookup(terms) for kind, terms in self._terms(_rows(language))}

    def _terms(self, rows: list["_Row"]) -> Iterator[tuple[Kind, Iterable[Term]]]:
        countries = {
            code: (*readings.COUNTRIES.get(code, ()), *readings.OTHER_NAMES.get(code, ()))
            for code in self._counts[Facet.COUNTRY]
        }
        yield Kind.COUNTRY, self._facet_terms(Kind.COUNTRY, countries)
        yield Kind.EXCHANGE_TYPE, self._facet_terms(Kind.EXCHANGE_TYPE, readings.EXCHANGE_TYPES)
        yield Kind.THEME, self._facet_terms(Kind.THEME, readings.THEMES)
        places = {**readings.PLACES, **{str(place): (place.kana,) for place in MUNICIPALITIES.values()}}
        yield Kind.PLACE, _named(Kind.PLACE, (place for row in rows for place in row.places), places)
        yield Kind.SCHOOL, _named(Kind.SCHOOL, (school for row in rows for school in row.schools), {})
        yield Kind.TITLE, (Term(Kind.TITLE, row.title, str(row.pk), 1) for row in rows)

    def _facet_terms(self, kind: Kind, others: Mapping[str, tuple[str, ...]]) -> list[Term]:
        labels = self._labels[kind.value]
        counted = sorted(self._counts[kind.value].items(), key=lambda pair: (-pair[1], pair[0]))
        return [Term(kind, labels[code], code, number, others.get(code, ())) for code, number in counted]

    def proposals(self, typed: str) -> list[Term]:
        """At most `MOST` terms for what was typed so far, some of each kind that has any, the kinds in their order."""
        folded = key(typed[:_LONGEST_TYPED])
        if not folded:
            return []
        found = {kind: lookup.find(folded, MOST) for kind, lookup in self._lookups.items()}
        shown = {kind: terms[:_OF_A_KIND] for kind, terms in found.items()}
        # Titles fill what is left, then the others.
        for kind in (Kind.TITLE, *Kind):
            room = MOST - sum(map(len, shown.values()))
            shown[kind] = found[kind][: len(shown[kind]) + max(room, 0)]
        return [term for kind in Kind for term in shown[kind]][:MOST]

    def vocabulary(self) -> dict[str, float]:
        """All names, labels and titles with their numbers of cases: the words from which a slip is corrected."""
        words: Counter[str] = Counter()
        for facet, counts in self._counts.items():
            words.update({self._labels[facet][code]: number for code, number in counts.items()})
        for lookup in self._lookups.values():
            words.update({term.label: term.number for term in lookup.terms})
        return dict(words)


@dataclass(frozen=True)
class _Row:
    pk: int
    title: str
    places: tuple[str, ...]
    schools: tuple[str, ...]


def _rows(language: str) -> list[_Row]:
    """What may be told of the live cases of a language, newest first, in one query."""
    fields = ("pk", "title", "school_name", "school_unnamed", "municipality", "partner_place", "partner_school")
    cases: Any = CaseStudyPage.objects.live().filter(locale__language_code=language).order_by("-date_from", "-pk")
    found = []
    for case in cases.values_list(*fields, "partner_unnamed", named=True).iterator(chunk_size=2_000):
        municipality = MUNICIPALITIES.get(case.municipality)
        ours = ("", "") if case.school_unnamed else (str(municipality or ""), case.school_name)
        partner = "" if case.partner_unnamed else case.partner_school
        found.append(_Row(case.pk, case.title, (ours[0], case.partner_place), (ours[1], partner)))
    return found


def _named(kind: Kind, names: Iterable[str], others: Mapping[str, tuple[str, ...]]) -> list[Term]:
    """A term for each name that is not empty, those with most cases first."""
    counted = Counter(name for name in names if name)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Term(kind, name, name, number, others.get(name, ())) for name, number in ordered]


class TermStore:
    """Keeps the terms of one process, by language, as long as the cases have not changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, TermIndex] = {}

    def of(self, language: str) -> TermIndex:
        """The terms of a language (`ja`, `en`) as they are now: one cheap query, a build when something changed."""
        columns = store.of(language)
        held = self._held.get(language)
        if held is None or held.version != columns.version:
            with self._lock:
                held = self._held.get(language)
                if held is None or held.version != columns.version:
                    held = self._held[language] = TermIndex(columns, language)
        return held


terms = TermStore()
