"""Other forms of verbs and adjectives by their okurigana: which are looked for, and which words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.search.inflection import MAX_FORMS, Kind, Lexeme, forms_of, lexemes

FORMS = {
    "送る": "送った 送り 送って 送ります 送られた 送らない 送れば 送ろう 送りたい 送ってもらった お送りします",
    "書く": "書いた 書き 書いて 書きます 書かれた 書きたい 書こう",
    "泳ぐ": "泳いだ 泳いで 泳ぎ 泳ぎました",
    "話す": "話した 話し 話して 話さない 話せば",
    "持つ": "持った 持ち 持って 持たせた",
    "学ぶ": "学んだ 学び 学んで 学びたい 学ばれた",
    "読む": "読んだ 読んで 読みます 読まない",
    "歌う": "歌った 歌い 歌って 歌います 歌おう お歌いください",
    "行う": "行った 行い 行われた 行わない 行って",
    "行く": "行った 行きます 行かない",
    "話し合う": "話し合った 話し合い 話し合います",
    "取り組む": "取り組んだ 取り組み 取り組みました",
    "広がる": "広がった 広がり 広がって",
    "食べる": "食べた 食べます 食べて 食べられる 食べさせた 食べよう 食べながら",
    "見せる": "見せた 見せて 見せます 見せてもらった",
    "起きる": "起きた 起きて 起きません",
    "見る": "見た 見て 見ます 見られた 見ない",
    "来る": "来た 来て 来ました",
    "楽しい": "楽しかった 楽しく 楽しさ 楽しければ 楽しくなった",
    "高い": "高かった 高く 高さ",
    "発表": "発表する 発表した 発表して 発表できる 発表された 発表します",
    "チェック": "チェックする チェックした",
}


@pytest.mark.parametrize(("name", "typed"), [(name, one) for name, many in FORMS.items() for one in many.split()])
def test_a_form_is_traced_back(name: str, typed: str) -> None:
    assert name in [word.name for word in lexemes(typed)]


@pytest.mark.parametrize(("name", "typed"), [(name, one) for name, many in FORMS.items() for one in many.split()])
def test_the_forms_looked_for_begin_every_other_form(name: str, typed: str) -> None:
    of_the_name = forms_of(lexemes(name)) or {name: ""}
    assert any(typed.lstrip("お").startswith(form) for form in of_the_name)
    assert any(name.startswith(form) for form in forms_of(lexemes(typed)))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "手紙",
        "台湾",
        "子ども",
        "友だち",
        "田中さん",
        "一つ",
        "台湾の",
        "台湾に",
        "学校は",
        "台湾から",
        "公立と",
        "カード",
        "送",
        "おくる",
        "食べ物",
        "折り紙",
        "Zoom",
        "つくった",
        "送った。",
        "ABCした",
        "送\ud800った",
    ],
)
def test_what_is_no_verb_and_no_adjective_is_left_alone(typed: str) -> None:
    assert lexemes(typed) == []


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("送る", "送ら 送り 送る 送れ 送ろ 送っ"),
        ("祭り", "祭ら 祭り 祭る 祭れ 祭ろ 祭っ"),
        ("食べた", "食べ"),
        ("飲む", "飲ま 飲み 飲む 飲め 飲ん"),
        ("楽しかった", "楽しい 楽しか 楽しく 楽しけ 楽しさ 楽しそ"),
        ("調査した", "調査"),
        ("見た", "見る 見た 見て 見ま 見な 見ら 見れ 見ず"),
    ],
)
def test_forms(typed: str, forms: str) -> None:
    assert " ".join(forms_of(lexemes(typed))) == forms


def test_nothing_is_looked_for_that_ends_like_a_particle() -> None:
    for typed in ("泳ぐ", "飲む", "立つ", "学ぶ", "書く", "送る", "会う", "見る", "高い"):
        assert {form[-1] for form in forms_of(lexemes(typed))}.isdisjoint("がもとはをにへのや")


def test_forms_are_few_and_none_begins_with_another() -> None:
    many = [Lexeme(f"{kanji}る", Kind.GODAN) for kanji in "送祭作取乗"]
    assert len(forms_of(many)) == MAX_FORMS
    assert "送られ" not in forms_of([Lexeme("送られる", Kind.ICHIDAN), Lexeme("送る", Kind.GODAN)])


@given(
    st.text(alphabet=st.sampled_from("送行食見高楽発表立死お御カーるくすつぬぶむうったてでしいかれらませんさそば"))
    | st.text()
)
def test_any_text_has_few_forms(typed: str) -> None:
    forms = forms_of(lexemes(typed))
    assert len(forms) <= MAX_FORMS
    assert all(forms)
