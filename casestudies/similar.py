"""Cases like another one: by the facets they share and by the words of their titles and leads, with the reasons."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casestudies.columns import CaseColumns, store
from casestudies.facets import Facet, facet_values, value_label
from casestudies.models import CaseStudyPage
from casestudies.selectors import for_cards
from portal.core.search.text import index_text

# What a teacher looks for in another case counts most: what was done, about what, and with pupils how old.
WEIGHTS = {
    Facet.EXCHANGE_TYPE: 3.0,
    Facet.THEME: 3.0,
    Facet.GRADE_BAND: 2.0,
    Facet.COUNTRY: 2.0,
    Facet.SUBJECT: 1.0,
    Facet.SCHOOL_TYPE: 1.0,
    Facet.LANGUAGE: 0.5,
    Facet.PUPILS: 0.5,
}
TELLING = (Facet.THEME, Facet.COUNTRY, Facet.EXCHANGE_TYPE)
"""Without any of these in common two cases are not alike."""
TEXT_WEIGHT = 4.0
"""What fully equal words would count, beside the weights of shared facet values."""
LIKE_IN_WORDS = 0.15
"""From this share of common words on, the words are named as a reason."""
_CANDIDATES = 40
_NAMED = 3


@dataclass(frozen=True)
class SimilarCase:
    """A case with the reasons why it is shown, as short phrases in the active language."""

    case: CaseStudyPage
    reasons: list[str]


def similar_cases(case: CaseStudyPage, number: int) -> list[SimilarCase]:
    """At most `number` cases like this one, in its language: those the editors chose, then the most alike.

    A score is the sum of the `WEIGHTS` of the facet values two cases share and `TEXT_WEIGHT` times the likeness of
    their words; of equals the newest comes first. Only the best by facets are compared by their words. A case that
    shares no exchange type, theme or country with this one is never among them.
    """
    chosen = _chosen(case)
    columns = store.of(case.locale.language_code)
    keys = [key for key in _best_by_facets(case, columns) if key not in {case.pk, *(one.pk for one in chosen)}]
    found = for_cards(CaseStudyPage.objects.live()).in_bulk([*(one.pk for one in chosen), *keys[:_CANDIDATES]])
    result = [SimilarCase(found[one.pk], [_("Chosen by the office")]) for one in chosen if one.pk in found]
    others = [found[key] for key in keys[:_CANDIDATES] if key in found]
    likeness = _likeness(case, others)
    scores = {other.pk: _facet_score(case, other) + TEXT_WEIGHT * likeness[other.pk] for other in others}
    others.sort(key=lambda other: -scores[other.pk])
    result += [SimilarCase(other, similarity_reasons(case, other, likeness[other.pk])) for other in others]
    return result[:number]


def similarity_reasons(case: CaseStudyPage, other: CaseStudyPage, likeness: float = 0.0) -> list[str]:
    """What two cases share, as phrases: 「同じ学年」, 「同じテーマ（給食・食文化）」; the most telling first."""
    shared = _shared(case, other)
    reasons = []
    if set(case.grades) & set(other.grades):
        reasons.append(_("same grade"))
    elif Facet.GRADE_BAND in shared:
        reasons.append(_("similar grade"))
    themes, countries, types = (_labels(facet, shared) for facet in TELLING)
    if themes:
        reasons.append(_("same theme (%(values)s)") % {"values": themes})
    if likeness >= LIKE_IN_WORDS:
        reasons.append(_("similar content"))
    if countries:
        reasons.append(_("same country or region (%(values)s)") % {"values": countries})
    if types:
        reasons.append(_("same exchange type (%(values)s)") % {"values": types})
    return reasons[:_NAMED]


def _labels(facet: str, shared: dict[str, list[str]]) -> str:
    labels = [value_label(facet, value) for value in shared.get(facet, [])]
    return pgettext("between the items of a list", ", ").join(labels)


def _chosen(case: CaseStudyPage) -> list[CaseStudyPage]:
    """The cases the editors chose, each in the language of this case, without those that are not public."""
    pages = [block.value for block in case.related if block.value is not None]
    if not pages:
        return []
    translations = CaseStudyPage.objects.live().filter(
        locale_id=case.locale_id, translation_key__in=[page.translation_key for page in pages]
    )
    by_key = {one.translation_key: one for one in translations.only("pk", "translation_key")}
    wanted = dict.fromkeys(page.translation_key for page in pages)
    return [by_key[key] for key in wanted if key in by_key and key != case.translation_key]


def _best_by_facets(case: CaseStudyPage, columns: CaseColumns) -> list[int]:
    scores = np.zeros(len(columns))
    telling = np.zeros(len(columns), np.bool_)
    for facet, value in facet_values(case):
        weight = WEIGHTS.get(Facet(facet), 0.0)
        if weight:
            having = columns.facets[facet].having([value])
            scores[having] += weight
            if facet in TELLING:
                telling |= having
    order = np.argsort(-scores, kind="stable")
    return [int(key) for key in columns.ids[order[telling[order]]][: _CANDIDATES + _NAMED + 1]]


def _shared(case: CaseStudyPage, other: CaseStudyPage) -> dict[str, list[str]]:
    theirs = set(facet_values(other))
    shared: dict[str, list[str]] = {}
    for facet, value in facet_values(case):
        if (facet, value) in theirs:
            shared.setdefault(facet, []).append(value)
    return shared


def _facet_score(case: CaseStudyPage, other: CaseStudyPage) -> float:
    return sum(WEIGHTS.get(Facet(facet), 0.0) * len(values) for facet, values in _shared(case, other).items())


def _likeness(case: CaseStudyPage, others: Iterable[CaseStudyPage]) -> dict[int, float]:
    """How much of this case's title and lead stands in each other one's, 0 to 1; rare words count more."""
    tokens = {other.pk: _tokens(other) for other in others}
    own = _tokens(case)
    spread = Counter(token for found in tokens.values() for token in found)
    weight = {token: 1.0 / (1 + spread[token]) for token in own}
    total = sum(weight.values())
    return {key: sum(weight[token] for token in own & found) / total if total else 0.0 for key, found in tokens.items()}


def _tokens(case: CaseStudyPage) -> set[str]:
    return {token for token in index_text(f"{case.title}\n{case.summary}").split() if len(token) > 1}
