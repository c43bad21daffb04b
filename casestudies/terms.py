"""What the archive's search box proposes: countries, exchange types, themes, places, schools and titles, in memory.

Built from the live cases of a language when they are first asked for, and anew when the data version has moved.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casestudies import readings
from casestudies.columns import CaseColumns, store
from casestudies.counting import all_of, chosen_masks, count_values
from casestudies.facets import Facet, known_values
from casestudies.filters import CaseQuery
from casestudies.models import CaseStudyPage
from portal.core.municipalities import MUNICIPALITIES
from portal.core.search.lookup import NameLookup, folded_name

MOST = 8
"""So many terms are proposed at once."""
LONGEST_TYPED = 60
"""Of a longer text the rest is left out."""
_OF_A_KIND = 2
_ALONE = CaseQuery()


# The facets whose labels a search by words finds (`CaseStudyPage.facts_text`).
_SEARCHED = (
    Facet.COUNTRY.value,
    Facet.EXCHANGE_TYPE.value,
    Facet.THEME.value,
    Facet.SCHOOL_TYPE.value,
    Facet.SUBJECT.value,
    Facet.LANGUAGE.value,
    Facet.TOOL.value,
)


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

    `value` is the code of a facet, the name of a place or school, or the slug of a case. `others` are further names and
    readings under which it is found, `rows` the positions of its cases in the columns (none for a facet).
    """

    kind: Kind
    label: str
    value: str
    number: int
    others: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()


class _Lookup:
    """The terms of one kind, found by the beginning or any other part of their folded names."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = list(terms)
        names = ((name, place) for place, term in enumerate(self.terms) for name in (term.label, *term.others))
        self._names = NameLookup(names)

    def find(self, typed: str, most: int, number_of: Callable[[Term], int]) -> list[Term]:
        """At most `most` terms for a folded text: names that begin with it first, each group in the order given.

        Terms without cases are left out; `number_of` says how many cases one has, and is asked a bounded number of
        times.
        """
        found: list[Term] = []
        for owner in self._names.owners(typed):
            number = number_of(self.terms[owner])
            if number:
                found.append(replace(self.terms[owner], number=number))
            if len(found) == most:
                break
        return found


class TermIndex:
    """All terms of one language, as of one version of the cases."""

    def __init__(self, columns: CaseColumns, language: str) -> None:
        self.columns = columns
        with translation.override(language):
            everything = np.ones(len(columns), np.bool_)
            self._counts = {facet: columns.facets[facet].count(everything) for facet in _SEARCHED}
            self._labels = {facet: known_values(facet) for facet in _SEARCHED}
            self._lookups = {kind: _Lookup(terms) for kind, terms in self._terms(_rows(language, columns))}

    def _terms(self, rows: list["_Row"]) -> Iterator[tuple[Kind, Iterable[Term]]]:
        countries = {
            code: (*readings.COUNTRIES.get(code, ()), *readings.OTHER_NAMES.get(code, ()))
            for code in self._counts[Facet.COUNTRY]
        }
        yield Kind.COUNTRY, self._facet_terms(Kind.COUNTRY, countries)
        yield Kind.EXCHANGE_TYPE, self._facet_terms(Kind.EXCHANGE_TYPE, readings.EXCHANGE_TYPES)
        yield Kind.THEME, self._facet_terms(Kind.THEME, readings.THEMES)
        places = {**readings.PLACES, **{str(place): (place.kana,) for place in MUNICIPALITIES.values()}}
        yield Kind.PLACE, _named(Kind.PLACE, ((place, row.position) for row in rows for place in row.places), places)
        yield Kind.SCHOOL, _named(Kind.SCHOOL, ((name, row.position) for row in rows for name in row.schools), {})
        yield Kind.TITLE, (Term(Kind.TITLE, row.title, row.slug, 1, rows=(row.position,)) for row in rows)

    def _facet_terms(self, kind: Kind, others: Mapping[str, tuple[str, ...]]) -> list[Term]:
        labels = self._labels[kind.value]
        counted = sorted(self._counts[kind.value].items(), key=lambda pair: (-pair[1], pair[0]))
        return [Term(kind, labels[code], code, number, others.get(code, ())) for code, number in counted]

    def proposals(self, typed: str, query: CaseQuery = _ALONE) -> list[Term]:
        """At most `MOST` terms for what was typed so far, some of each kind that has any, the kinds in their order.

        The numbers are those among the cases that fit the facets of `query`; what would show none, and what is chosen
        already, is left out.
        """
        folded = folded_name(typed[:LONGEST_TYPED])
        if not folded:
            return []
        number_of = self._counter(query)
        found = {kind: lookup.find(folded, MOST, number_of) for kind, lookup in self._lookups.items()}
        shown = {kind: terms[:_OF_A_KIND] for kind, terms in found.items()}
        # Titles fill what is left, then the others.
        for kind in (Kind.TITLE, *Kind):
            room = MOST - sum(map(len, shown.values()))
            shown[kind] = found[kind][: len(shown[kind]) + max(room, 0)]
        return [term for kind in Kind for term in shown[kind]][:MOST]

    def _counter(self, query: CaseQuery) -> Callable[[Term], int]:
        """What tells the number of cases of a term among those that fit the facets of a query."""
        if not query.chosen:
            return lambda term: term.number
        chosen = chosen_masks(query, self.columns)
        counts = count_values(chosen, np.ones(len(self.columns), np.bool_), self.columns)
        among = all_of(chosen.values(), self.columns)

        def number_of(term: Term) -> int:
            if term.rows:
                return int(np.count_nonzero(among[list(term.rows)]))
            taken = term.value in query.chosen.get(term.kind.value, ())
            return 0 if taken else counts[term.kind.value].get(term.value, 0)

        return number_of

    def vocabulary(self) -> dict[str, float]:
        """All names, labels and titles that the search finds, with their numbers of cases."""
        found: Counter[str] = Counter()
        for facet, counts in self._counts.items():
            if facet not in Kind.values:
                found.update({self._labels[facet][code]: number for code, number in counts.items()})
        for lookup in self._lookups.values():
            for term in lookup.terms:
                found[term.label] += term.number
        return dict(found)

    def readings(self) -> dict[str, str]:
        """The names shown, by their readings and other names."""
        terms = (term for lookup in self._lookups.values() for term in lookup.terms)
        return {other: term.label for term in terms for other in term.others}


@dataclass(frozen=True)
class _Row:
    position: int
    title: str
    slug: str
    places: tuple[str, ...]
    schools: tuple[str, ...]


def _rows(language: str, columns: CaseColumns) -> list[_Row]:
    """What may be told of the cases in the columns, newest first, in one query."""
    fields = ("pk", "title", "slug", "school_name", "school_unnamed", "municipality", "partner_place")
    positions = {key: position for position, key in enumerate(columns.ids.tolist())}
    cases: Any = CaseStudyPage.objects.live().filter(locale__language_code=language).order_by("-date_from", "-pk")
    found = []
    names = cases.values_list(*fields, "partner_school", "partner_unnamed", named=True)
    for case in names.iterator(chunk_size=2_000):
        municipality = MUNICIPALITIES.get(case.municipality)
        ours = ("", "") if case.school_unnamed else (str(municipality or ""), case.school_name)
        places, schools = (ours[0], case.partner_place), (ours[1], "" if case.partner_unnamed else case.partner_school)
        if case.pk in positions:
            found.append(_Row(positions[case.pk], case.title, case.slug, places, schools))
    return found


def _named(kind: Kind, names: Iterable[tuple[str, int]], others: Mapping[str, tuple[str, ...]]) -> list[Term]:
    """A term for each name that is not empty, of (name, position of its case), those with most cases first."""
    rows: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for name, position in names:
        if name:
            rows[name][position] = None
    ordered = sorted(rows.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Term(kind, name, name, len(found), others.get(name, ()), tuple(found)) for name, found in ordered]


class TermStore:
    """Keeps the terms of one process, by language, as long as the cases have not changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, TermIndex] = {}

    def of(self, language: str) -> TermIndex:
        """The terms of a language (`ja`, `en`) as they are now: one cheap query, a build when something changed."""
        columns = store.of(language)
        held = self._held.get(language)
        if held is None or held.columns.version != columns.version:
            with self._lock:
                held = self._held.get(language)
                if held is None or held.columns.version != columns.version:
                    held = self._held[language] = TermIndex(columns, language)
        return held


terms = TermStore()
