"""PostgreSQL: whole words as tokens change how fast something is found, never what."""

import pytest
from django.db import connection

from casestudies.models import CaseStudyPage
from portal.core.search.selectors import WordSearch
from portal.core.search.text import compounds
from tests.factories.public_site import make_case


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("小学校とカードを交換した", {"小学校", "カード"}),
        ("オンライン交流の会", {"オンライン", "オンライン交流"}),
        ("話し合いと取り組み", {"話シ合イ", "取リ組ミ"}),
        ("小学校5年生", {"小学校", "小学校5", "5年生", "小学校5年生"}),
        ("A5判用紙、カードa", set()),
        ("台湾、絵、ＺＯＯＭ", set()),
        ("ｵﾝﾗｲﾝとコンピューター", {"オンライン", "コンピューター", "コンピュータ"}),
    ],
)
def test_what_counts_as_a_word(text, words):
    assert set(compounds(text)) == words


def slowly(query, mark=""):
    """As if there were no whole words among the tokens."""
    from portal.core.search import postgres

    return postgres.needed(query, mark) if postgres.is_exact(query) else ""


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite FTS5 knows what stands side by side")
class TestOnPostgres:
    @pytest.fixture
    def cases(self):
        texts = [
            "カードを交換した",
            "カードゲームで遊んだ",
            "ハガキカードの手紙",
            "カーとード",  # both pairs, and not the word
            "小学校の友達",
            "国民小学校の友達",
            "小学と学校",
            "オンライン交流会",
            "オンラインの交流",
            "みんなで話し合いをした",
            "話し合わなかった",
            "小学校5年生",
            "小学校15年生",
            "B5年生",
            "コンピュータ室",
        ]
        return {text: make_case(title=text, summary=f"{text}。") for text in texts}

    @pytest.mark.parametrize(
        "query",
        [
            "カード",
            "カ－ド",
            "-カード",
            "カード -ゲーム",
            "カード OR 小学校",
            "小学校 友達",
            "友達 -小学校",
            "オンライン交流",
            "「小学校の友達」",
            "話し合う",
            "コンピューター",
            "-話し合い",
            "小学校5年",
            "5年生",
            "-5年生",
        ],
    )
    @pytest.mark.parametrize("fields", [None, ["title"]])
    def test_both_ways_find_the_same(self, cases, query, fields, monkeypatch):
        from portal.core.search import postgres  # its models are there on PostgreSQL only

        fast = set(WordSearch(CaseStudyPage, query, fields).keys().tolist())
        monkeypatch.setattr(postgres, "sufficient", slowly)
        assert fast == set(WordSearch(CaseStudyPage, query, fields).keys().tolist())

    def test_pairs_apart_are_no_word(self, cases):
        found = set(WordSearch(CaseStudyPage, "カード").keys().tolist())
        assert found == {cases[text].pk for text in ("カードを交換した", "カードゲームで遊んだ", "ハガキカードの手紙")}
