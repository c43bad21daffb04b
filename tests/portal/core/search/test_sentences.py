"""What is typed as a sentence finds the texts with its words, those with the sentence itself first."""

import pytest
from modelsearch.query import PlainText
from wagtail.models import Page

from portal.core.search.highlight import Marker
from portal.core.search.query import Adjacent, rewrite
from portal.core.search.sentences import MAX_PARTS, parts_of
from portal.core.search.synonyms import SynonymTable


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("台湾の小学校と給食の話をする", "台湾 小学校 給食 話"),
        ("オーストラリアの中学校と川の水を調べた", "オーストラリア 中学校 川 水 調べた"),
        ("特別支援学校でできるカード交換", "特別支援学校 カード交換"),
        ("時差のない国との交流", "時差 国 交流"),
        ("Zoomで会議", "Zoom 会議"),
        ("Ｚｏｏｍでｶｰﾄﾞ", "Zoom カード"),
        ("取り組みの発表", "取り組み 発表"),
        ("送りたいカード", "送りたい カード"),
        ("調べた川", "調べた 川"),
        ("台湾のけん玉", "台湾 けん玉"),
        ("手づくりのカード", "手づくり カード"),
        ("サン・フランシスコの学校", "サン・フランシスコ 学校"),
        ("3か月の受け入れ", "3か月 受け入れ"),
        ("交流、台湾の学校", "交流 台湾 学校"),
        ("学校の学校", ""),
        ("国際交流", ""),
        ("話し合いをした", ""),
        ("送りました", ""),
        ("霞が関", ""),
        ("山や川", ""),
        ("なわとび", ""),
        ("お弁当", ""),
        ("the school and the lunch", ""),
        ("", ""),
        ("のをに、。", ""),
    ],
)
def test_a_sentence_is_taken_apart(text, words) -> None:
    assert parts_of(text) == tuple(words.split())


def test_the_number_of_words_is_bounded() -> None:
    assert (
        len(parts_of("の".join(["台湾", "韓国", "学校", "給食", "手紙", "動画", "絵本", "書道", "防災", "平和"])))
        == MAX_PARTS
    )


def fits(query, *texts: str) -> bool:
    """Whether a rewritten query without exclusions fits a text that has these words."""
    if isinstance(query, Adjacent):
        return query.runs.strip() in texts
    return (all if type(query).__name__ == "And" else any)(fits(child, *texts) for child in query.subqueries)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("台湾 学校 給食 動画", True),
        ("学校 給食 動画", True),
        ("台湾 給食 動画", True),
        ("台湾 学校 動画", True),
        ("台湾 学校 給食", True),
        ("台湾 学校", False),
        ("給食 動画", False),
        ("台湾 動画", False),
    ],
)
def test_of_four_words_one_may_be_missing(words, is_found) -> None:
    query = rewrite(PlainText("台湾の学校と給食の動画"), lambda: SynonymTable([]))
    assert fits(query, *words.split()) is is_found


@pytest.mark.django_db
def test_the_sentence_comes_first_then_its_words(add_page) -> None:
    words = add_page("給食の話", "台湾と話しました。")
    add_page("台湾の話")
    sentence = add_page("運動会", "台湾の給食を食べました。")
    assert [page.pk for page in Page.objects.search("台湾の給食")] == [sentence.pk, words.pk]
    assert [page.pk for page in Page.objects.search("「台湾の給食」")] == [sentence.pk]
    assert {page.pk for page in Page.objects.search("話 -台湾の給食")} >= {words.pk}


@pytest.mark.django_db
def test_words_of_a_sentence_are_marked_but_no_single_characters(add_page) -> None:
    assert Marker("川の給食を調べた").highlight("小川で給食を調べて") == "小川で<mark>給食</mark>を<mark>調べて</mark>"
