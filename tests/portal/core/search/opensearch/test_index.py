"""The settings of an index hang together, and its analyzers fold as the databases do."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.search.opensearch_index import character_filters, index_settings, properties
from portal.core.search.text import fold, plain, words
from portal.core.search.variants import OKURIGANA_PATTERNS
from tests.portal.core.search.opensearch.emulation import ANALYSIS, folded, mapping_of

KINDS = {"mapping": {"type", "mappings"}, "pattern_replace": {"type", "pattern", "replacement"}}
KNOWN_FILTERS = {"cjk_width", "lowercase"}
TEXTS = [
    "ｶｰﾄﾞ交換",
    "ﾋﾞﾃﾞｵﾁｬｯﾄとＺＯＯＭ",
    "臺灣の國民小學",
    "こんぴゅーたー",
    "カ－ド",
    "がぎぐ",
    "ヷイオリン",
    "Kōwhai Bay, Hawaiʻi",
    "Lycée des Tilleuls",
    "Straße ﬁn",
    "第③回　Ⅲ年",
    "㈱と㌔",
]
LOOSE_TEXTS = [
    *TEXTS,
    "コンピューターゲーム",
    "ヴァイオリンとティーム",
    "サン・フランシスコ",
    "受け入れと取り組み、申込み",
    "話し合いと読み聞かせ",
    "3ヶ月と霞ヶ関",
    "countries, classes, churches, schools and news",
    "エネルギー",
    "カード",
]
LETTERS = "アカガサトヴィェー・台臺灣国學受取合組月霞三ケヶかがさとけ3aAéZsyiesｶﾞｻﾊﾟー-＝・ 、。"


def same_words(one: str, other: str) -> bool:
    return words(one) == words(other)


@pytest.mark.parametrize("text", TEXTS)
def test_the_plain_fold_agrees(text) -> None:
    assert same_words(folded(text, "portal_plain"), plain(text))


@pytest.mark.parametrize("text", LOOSE_TEXTS)
def test_the_loose_fold_agrees(text) -> None:
    assert same_words(folded(text, "portal_loose"), fold(text))


@given(text=st.text(alphabet=st.sampled_from(LETTERS), max_size=14))
def test_both_folds_agree_on_any_text_of_our_scripts(text) -> None:
    assert same_words(folded(text, "portal_plain"), plain(text))
    assert same_words(folded(text, "portal_loose"), fold(text))


@pytest.mark.parametrize("text", LOOSE_TEXTS)
def test_what_a_query_sends_is_folded_already(text) -> None:
    for analyzer in ("portal_plain", "portal_loose"):
        once = folded(text, analyzer)
        assert same_words(folded(once, analyzer), once)


def test_all_that_is_named_is_there() -> None:
    for analyzer in ANALYSIS["analyzer"].values():
        assert analyzer["type"] == "custom"
        assert analyzer["tokenizer"] == "standard"
        assert set(analyzer["char_filter"]) <= set(ANALYSIS["char_filter"])
        assert set(analyzer["filter"]) <= set(ANALYSIS["filter"]) | KNOWN_FILTERS
    named = {name for analyzer in ANALYSIS["analyzer"].values() for name in analyzer["char_filter"]}
    assert named == set(ANALYSIS["char_filter"])
    texts = [field for field in properties().values() if field["type"] == "text"]
    for field in [*texts, *(field["fields"]["loose"] for field in texts)]:
        assert {field["analyzer"], field["search_analyzer"]} <= set(ANALYSIS["analyzer"])


def test_an_index_finds_single_characters_and_a_query_asks_pairs() -> None:
    for name, analyzer in ANALYSIS["analyzer"].items():
        bigrams = ANALYSIS["filter"][analyzer["filter"][-1]]
        assert bigrams["type"] == "cjk_bigram"
        assert bigrams.get("output_unigrams", False) is not name.endswith("_search")


def test_every_character_filter_is_one_the_server_knows() -> None:
    for name, filter_ in character_filters().items():
        assert set(filter_) == KINDS[filter_["type"]], name
        if filter_["type"] == "pattern_replace":
            re.compile(filter_["pattern"])
            # What Java reads otherwise than Python, or as a group.
            assert not re.search(r"\(\?P|\\Z|\\A|\$", filter_["pattern"] + filter_["replacement"]), name
        else:
            pairs = mapping_of(filter_)
            assert len(pairs) == len(filter_["mappings"]), name
            assert all(text and text != new for text, new in pairs.items()), name


def test_the_plain_filter_comes_first_and_the_signs_last() -> None:
    for analyzer in ANALYSIS["analyzer"].values():
        assert analyzer["char_filter"][0] == "portal_plain"
        assert analyzer["char_filter"][-1] == "portal_signs"


def test_every_word_of_the_okurigana_list_is_mapped() -> None:
    longest = [pattern.replace("?", "") for pattern in OKURIGANA_PATTERNS]
    assert [folded(text, "portal_loose") for text in longest] == [fold(text) for text in longest]


def test_it_is_plain_json_of_a_modest_size() -> None:
    assert len(json.dumps(index_settings())) < 200_000
