"""The judged queries are answered well, by the rule and by the dictionary, and better than by the stock backend."""

import pytest
from wagtail.search.backends import get_search_backend

from casestudies.models import CaseStudyPage
from portal.core.search import morphology
from tests.portal.demo.quality.judged import Quality, by_kind, judged_queries, outcomes_of
from tests.portal.demo.quality.searches import archive, index_cases, stock_search

RECALL, MRR = 0.95, 0.8
# What each kind must reach at least: recall, MRR. Words that no group of synonyms has, and verbs that the text writes
# in kana, are missed.
FLOORS = {
    "two characters": (0.98, 0.95),
    "kana": (0.98, 0.95),
    "widths": (0.98, 0.95),
    "synonyms": (0.7, 0.7),
    "inflections": (0.88, 0.9),
    "two words": (0.98, 0.95),
    "phrase": (0.98, 0.9),
    "without, or": (0.98, 0.95),
    "names and places": (0.98, 0.98),
    "facts": (0.9, 0.9),
    "long vowels, ヴ": (0.98, 0.98),
    "sentences": (0.9, 0.95),
    "English": (0.98, 0.95),
}

pytestmark = pytest.mark.django_db


def test_the_judgements_are_many_and_of_cases_that_are_there(demo) -> None:
    judged = judged_queries()
    assert len(judged) >= 150
    assert len({(one.query, one.language) for one in judged}) == len(judged)
    for language in ("ja", "en"):
        cases = CaseStudyPage.objects.live().filter(locale__language_code=language)
        slugs = set(cases.values_list("slug", flat=True))
        assert {slug for one in judged if one.language == language for slug in one.relevant} <= slugs
    assert all(one.best and one.best <= one.relevant for one in judged)
    assert {one.kind for one in judged} == set(FLOORS)


def test_the_rule_is_good_enough_and_better_than_stock(demo, settings, capsys) -> None:
    settings.SEARCH_MORPHOLOGY = "off"
    outcomes = outcomes_of(archive)
    ours, kinds = Quality.of(outcomes), by_kind(outcomes)
    with stock_search() as search:
        stock_outcomes = outcomes_of(search)
    stock, stock_kinds = Quality.of(stock_outcomes), by_kind(stock_outcomes)
    with capsys.disabled():
        print(f"\nthe archive: {ours}\nthe stock backend: {stock}")  # noqa: T201 - the figures are what is asked for
    assert ours.recall >= RECALL
    assert ours.mrr >= MRR
    below = {
        kind: found for kind, found in kinds.items() if found.recall < FLOORS[kind][0] or found.mrr < FLOORS[kind][1]
    }
    assert below == {}
    assert stock.recall < ours.recall
    assert stock.mrr < ours.mrr
    assert [kind for kind, found in kinds.items() if found.recall <= stock_kinds[kind].recall] == []


@pytest.mark.once  # the dictionary sees texts, never the database
@pytest.mark.skipif(not morphology.is_installed(), reason="the extra morph is not installed: SUDACHI IS NOT MEASURED")
def test_the_dictionary_is_at_least_as_good(demo, settings, capsys) -> None:
    settings.SEARCH_MORPHOLOGY = "off"
    by_rule = Quality.of(outcomes_of(archive))
    settings.SEARCH_MORPHOLOGY = "sudachi"
    index_cases(get_search_backend())
    by_dictionary = Quality.of(outcomes_of(archive))
    with capsys.disabled():
        print(f"\nby the dictionary: {by_dictionary}")  # noqa: T201 - the figures are what is asked for
    assert by_dictionary.recall >= by_rule.recall
    assert by_dictionary.mrr >= by_rule.mrr
