"""Verbs and adjectives find one another in all their forms, by the rule and by the dictionary, and are marked."""

import threading

import pytest
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from portal.core.models import Synonym
from portal.core.search import morphology
from portal.core.search.highlight import Marker
from portal.core.search.morphology import LEMMA, lexemes, searchable_runs
from portal.core.search.text import index_runs

TITLES = {
    "send": "カードを送る",
    "sent": "手紙を送った日",
    "sending": "絵の送り合い",
    "broadcast": "放送と輸送",
    "presented": "町を発表した",
    "ate": "給食を食べました",
    "fun": "楽しかった一日",
    "held": "交流を行った",
    "sang": "いっしょに歌った",
    "kana": "絵本をつくった",
}
BOTH = [
    ("送る", "send sent sending"),
    ("送った", "send sent sending"),
    ("送り", "send sent sending"),
    ("送って", "send sent sending"),
    ("送ります", "send sent sending"),
    ("送られた", "send sent sending"),
    ("-送る 放送", "broadcast"),
    ("発表する", "presented"),
    ("食べる", "ate"),
    ("楽しい", "fun"),
    ("楽しく 一日", "fun"),
    ("行う", "held"),
    ("歌う OR 食べた", "sang ate"),
    ('"送る"', "send"),
    ("「送り」", "sending"),
    ("手紙 -送り", "sent"),
]
LIGHT = [*BOTH, ("作る", "")]
SUDACHI = [*BOTH, ("作る", "kana"), ("作ります", "kana"), ("つくる", "kana")]

pytestmark = pytest.mark.django_db
sudachi = pytest.mark.skipif(not morphology.is_installed(), reason="the extra morph is not installed")


@pytest.fixture
def light(settings):
    settings.SEARCH_MORPHOLOGY = "off"


@pytest.fixture
def by_dictionary(settings):
    settings.SEARCH_MORPHOLOGY = "sudachi"


def found(query, add_page):
    pages = {add_page(title).pk: name for name, title in TITLES.items()}
    return {pages[page.pk] for page in Page.objects.filter(pk__in=pages).search(query)}


@pytest.mark.parametrize(("query", "expected"), LIGHT)
def test_by_okurigana(query, expected, light, add_page) -> None:
    assert found(query, add_page) == set(expected.split())


@sudachi
@pytest.mark.parametrize(("query", "expected"), SUDACHI)
def test_by_the_dictionary(query, expected, by_dictionary, add_page) -> None:
    assert found(query, add_page) == set(expected.split())


@sudachi
def test_a_noun_of_the_same_characters_is_not_the_verb(by_dictionary, add_page) -> None:
    verb, noun = add_page("結果を示した"), add_page("絵を展示した")
    assert [page.pk for page in Page.objects.search("示す")] == [verb.pk]
    assert [page.pk for page in Page.objects.search("展示する")] == [noun.pk]


@pytest.mark.parametrize("query", ["話し合う", "話し合った", "話し合い"])
@pytest.mark.parametrize("setting", ["off", pytest.param("sudachi", marks=sudachi)])
def test_a_noun_of_a_verb_and_the_verb_find_one_another(query, setting, settings, add_page) -> None:
    settings.SEARCH_MORPHOLOGY = setting
    pages = {add_page(title).pk for title in ("町の話し合い", "町で話し合った")}
    assert {page.pk for page in Page.objects.search(query)} == pages


@sudachi
def test_lemmas_stand_beside_the_text(by_dictionary) -> None:
    words = searchable_runs("送られたカードを、楽しく読んだ。")
    assert words[:-3] == index_runs("送られたカードを、楽しく読んだ。")
    assert words[-3:] == [f"{LEMMA}送ル", f"{LEMMA}楽シイ", f"{LEMMA}読ム"]


def test_without_the_setting_nothing_is_added(light) -> None:
    assert searchable_runs("送られた") == index_runs("送られた")


def test_without_the_packages_the_setting_does_nothing(by_dictionary, monkeypatch) -> None:
    monkeypatch.setattr(morphology, "is_installed", lambda: False)
    assert searchable_runs("送られた") == index_runs("送られた")
    assert lexemes("送られた")[0].lemma == ""


@sudachi
@pytest.mark.parametrize("text", ["", "\x00", "\ud800送った", "送" * 60_000, "👩‍👩‍👧" * 9000, "\ue001送ル", "ｵｸｯﾀ"])
def test_no_text_is_too_much_for_the_dictionary(text, by_dictionary, add_page) -> None:
    assert searchable_runs(text) is not None
    assert isinstance(lexemes(text), list)
    page = add_page("題")
    page.summary = text.replace("\x00", "").replace("\ud800", "")
    get_search_backend().add(page)
    assert [hit.pk for hit in Page.objects.search("題")] == [page.pk]


@sudachi
def test_threads_have_their_own_tokenizer(by_dictionary) -> None:
    results: list[object] = []
    threads = [
        threading.Thread(target=lambda: results.append(searchable_runs("手紙を送った。" * 200)[-1])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [f"{LEMMA}送ル"] * 4


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("送る", "手紙を送った日", "手紙を<mark>送った</mark>日"),
        ("送った", "送ります。送られてきた。放送", "<mark>送ります</mark>。<mark>送られて</mark>きた。放送"),
        ("食べる", "給食を食べました", "給食を<mark>食べました</mark>"),
        ("楽しい", "楽しかった！", "<mark>楽しかった</mark>！"),
        ("発表する", "町の発表をし、発表しました", "町の<mark>発表</mark>をし、<mark>発表しました</mark>"),
        ("学ぶ", "学んだこと、学びの場", "<mark>学んだ</mark>こと、<mark>学び</mark>の場"),
        ("送り", "送りで、送った", "<mark>送り</mark>で、<mark>送った</mark>"),
        ("取り組む", "取組んだ。取り組みます", "<mark>取組んだ</mark>。<mark>取り組みます</mark>"),
        ('"送る"', "送った、送る", "送った、<mark>送る</mark>"),
        ("-送る 手紙", "手紙を送った", "<mark>手紙</mark>を送った"),
    ],
)
@pytest.mark.parametrize("setting", ["off", pytest.param("sudachi", marks=sudachi)])
def test_the_whole_form_is_marked_in_its_own_spelling(setting, query, text, marked, settings) -> None:
    settings.SEARCH_MORPHOLOGY = setting
    assert Marker(query).highlight(text) == marked


@pytest.mark.parametrize("setting", ["off", pytest.param("sudachi", marks=sudachi)])
def test_synonyms_are_asked_by_every_form_and_found_in_every_form(setting, settings, add_page) -> None:
    settings.SEARCH_MORPHOLOGY = setting
    Synonym.objects.create(words="送る、届ける、発表、プレゼン")
    page = add_page("手紙が届きました。手紙を届けた日")
    other = add_page("スライドでプレゼンした")
    assert {hit.pk for hit in Page.objects.search("送った 手紙")} == {page.pk}
    assert {hit.pk for hit in Page.objects.search("発表した スライド")} == {other.pk}
    assert Marker("送った").highlight("届けた日") == "<mark>届けた</mark>日"
