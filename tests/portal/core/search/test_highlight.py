"""Marks in the original spelling and the choice of an excerpt."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from portal.core.models import Synonym
from portal.core.search.highlight import Marker, excerpt, highlight

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("台湾の学校", "台湾", "<mark>台湾</mark>の学校"),
        ("ﾋﾞﾃﾞｵ通話", "ビデオ", "<mark>ﾋﾞﾃﾞｵ</mark>通話"),
        ("ガガ", "ｶﾞ", "<mark>ガガ</mark>"),
        ("ＺＯＯＭで", "zoom", "<mark>ＺＯＯＭ</mark>で"),
        ("おんらいんで", "オンライン", "<mark>おんらいん</mark>で"),
        ("ヴァイオリンの", "バイオリン", "<mark>ヴァイオリン</mark>の"),
        ("コンピュータ室", "コンピューター", "<mark>コンピュータ</mark>室"),
        ("コンピューター室", "コンピュータ", "<mark>コンピュータ</mark>ー室"),
        ("サン・フランシスコ", "サンフランシスコ", "<mark>サン・フランシスコ</mark>"),
        ("取り組みの例", "取組", "<mark>取り組み</mark>の例"),
        ("Schools, a school, preschool", "school", "<mark>Schools</mark>, a <mark>school</mark>, preschool"),
        ("café", "cafe", "<mark>café</mark>"),
        ("cafe\u0301s", "cafe", "<mark>cafe\u0301s</mark>"),
        ("カード交換とカード", "カード 交換 -台湾", "<mark>カード交換</mark>と<mark>カード</mark>"),
        ("台湾と韓国", "台湾 OR 韓国", "<mark>台湾</mark>と<mark>韓国</mark>"),
        ("台湾と韓国", "韓国 -台湾", "台湾と<mark>韓国</mark>"),
        ("カードを交換", '"カード交換"', "カードを交換"),
        ("Google  Meetで", '"google meet"', "<mark>Google  Meet</mark>で"),
        ("第3回と第13回", "第3回", "<mark>第3回</mark>と第13回"),
        ("台所と台湾", "台", "<mark>台</mark>所と<mark>台</mark>湾"),
        ("<script>台湾</script>", "台湾", "&lt;script&gt;<mark>台湾</mark>&lt;/script&gt;"),
        ("<script>", "script", "&lt;<mark>script</mark>&gt;"),
        ("a&b", "a amp", "<mark>a</mark>&amp;b"),
        ("台湾", "%", "台湾"),
        ("台湾", "", "台湾"),
        ("", "台湾", ""),
        ("a.*b", ".*", "a.*b"),
    ],
)
def test_highlight(text: str, query: str, expected: str) -> None:
    marked = highlight(text, query)
    assert marked == expected
    assert isinstance(marked, SafeString)


def test_synonyms_are_marked_but_not_for_quotes() -> None:
    Synonym.objects.create(words="ビデオ通話、オンライン交流、Google Meet")
    assert highlight("オンライン交流の日", "ﾋﾞﾃﾞｵ通話") == "<mark>オンライン交流</mark>の日"
    assert highlight("Google Meetの日", "ビデオ通話") == "<mark>Google Meet</mark>の日"
    assert highlight("オンライン交流の日", '"ビデオ通話"') == "オンライン交流の日"


def test_a_marker_reads_the_synonyms_once_for_many_texts(django_assert_num_queries) -> None:
    marker = Marker("台湾")
    with django_assert_num_queries(1):
        for _ in range(5):
            marker.highlight("台湾の学校")
            marker.excerpt("台湾の学校")


PLACE = "東京の学校では、毎年いろいろな国と交流しています。"
STORY = f"{PLACE * 6}五年生は台湾の学校とカードを交換しました。カードには町の祭りの絵をかきました。{PLACE * 6}"


def test_the_excerpt_shows_the_place_with_most_different_hits() -> None:
    shown = excerpt(STORY, "カード 祭り")
    assert shown.startswith("…五年生は台湾の学校と<mark>カード</mark>を")
    assert "町の<mark>祭り</mark>" in shown
    assert shown.endswith("。…")


def test_the_excerpt_without_a_hit_is_the_beginning() -> None:
    for query in ("ない言葉", "", "%"):
        shown = excerpt(STORY, query)
        assert shown.startswith("東京の学校では、")
        assert shown.endswith("…")


def test_a_short_text_is_shown_whole_in_one_line() -> None:
    assert excerpt(" 台湾の\n\n 学校 ", "学校") == "台湾の <mark>学校</mark>"


@pytest.mark.parametrize("length", [20, 40, 80, 120])
@pytest.mark.parametrize("query", ["台湾", "祭り", "東京", "交流"])
def test_an_excerpt_is_about_as_long_as_asked(query: str, length: int) -> None:
    shown = excerpt(STORY, query, length)
    plain = shown.replace("<mark>", "").replace("</mark>", "").strip("…")
    assert length // 3 <= len(plain) <= length
    assert plain in STORY
    assert f"<mark>{query}</mark>" in shown


def test_an_excerpt_cuts_no_word_no_letter_and_no_escape() -> None:
    english = "The pupils of year five wrote cards & letters. " * 9 + "They sent them to Brisbane in an envelope. " * 9
    for length in range(20, 60):
        shown = excerpt(english, "brisbane", length)
        assert "<mark>Brisbane</mark>" in shown
        words = shown.replace("<mark>", "").replace("</mark>", "").replace("&amp;", "&").strip("…").split()
        assert set(words) <= set(english.split())
    voiced = "ｶﾞ" * 200
    for length in range(10, 20):
        shown = excerpt(voiced, "ない", length).strip("…")
        assert shown == "ｶﾞ" * (len(shown) // 2)


def test_the_filters() -> None:
    template = Template(
        "{% load search_tags %}{{ text|highlight:marker }}|{{ text|excerpt:marker }}|{{ none|excerpt:q }}"
    )
    context = Context({"text": "<b>台湾", "marker": Marker("台湾"), "none": None, "q": None})
    assert template.render(context) == "&lt;b&gt;<mark>台湾</mark>|&lt;b&gt;<mark>台湾</mark>|"
