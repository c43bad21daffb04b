"""Folding and tokens, by tables."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.search.text import (
    Tokens,
    distinct_tokens,
    fold,
    index_runs,
    index_text,
    index_tokens,
    key,
    loosen_mapped,
    plain,
    plain_mapped,
    query_forms,
    query_tokens,
)

PLAIN = [
    ("ｶｰﾄﾞ", "カード"),
    ("ﾊﾟｿｺﾝ", "パソコン"),
    ("おんらいん", "オンライン"),
    ("ＺＯＯＭ", "zoom"),
    ("Ｚｏｏｍ　会議", "zoom 会議"),
    ("カ゛イド", "ガイド"),
    ("か\u3099いど", "ガイド"),
    ("ﾞﾗｽ", "ラス"),
    ("サ-ビス", "サービス"),
    ("サ−ビス", "サービス"),
    ("9-10", "9-10"),
    ("臺灣の國民小學", "台湾ノ国民小学"),
    ("髙﨑", "高崎"),
    ("São Paulo, Đà Nẵng", "sao paulo, da nang"),
    ("don’t", "dont"),
    ("ヶ月", "ケ月"),
    ("①", "1"),
]

SAME = [
    ("コンピューター", "コンピュータ"),
    ("コンピューターゲーム", "コンピュータゲーム"),
    ("エネルギー", "エネルギ"),
    ("ヴァイオリン", "バイオリン"),
    ("ヴェトナム", "ベトナム"),
    ("ティームティーチング", "チームチーチング"),
    ("ウィーン", "ウイーン"),
    ("グァム", "グアム"),
    ("サン・フランシスコ", "サンフランシスコ"),
    ("わーーい", "わーい"),
    ("3ヶ月", "3か月"),
    ("三箇所", "三か所"),
    ("霞ヶ関", "霞が関"),
    ("取り組み", "取組"),
    ("受け入れ", "受入"),
    ("受入れ", "受入"),
    ("打ち合わせ", "打合せ"),
    ("お問い合わせ", "お問合せ"),
    ("schools", "school"),
    ("Classes", "class"),
    ("countries", "country"),
    ("boxes", "box"),
    ("cases", "case"),
]

DIFFERENT = [
    ("カード", "カド"),
    ("ビール", "ビル"),
    ("ボール", "ボル"),
    ("news", "new"),
    ("bus", "bu"),
    ("Paris", "Pari"),
    ("class", "clas"),
    ("as", "a"),
    ("助け合い", "助合い"),
    ("台湾", "台北"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_that_are_the_same_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("台湾の小学校", "台湾 湾ノ ノ小 小学 学校 校"),
        ("第3回Zoom会議", "第 3 回 zoom 会議 議"),
        ("々〇", "々〇 〇"),
        ("カード、交換", "カー ード ド 交換 換"),
        ("Zoom 2021", "zoom 2021"),
        ("", ""),
        ("%\"'\x00😀*", ""),
    ],
)
def test_index_tokens(text: str, tokens: str) -> None:
    assert index_text(text) == tokens


@given(st.text(st.sampled_from("交流校カードー𠮷々abc12 。、_\n"), max_size=60))
def test_distinct_tokens_are_the_tokens_each_once(text: str) -> None:
    runs = index_runs(text)
    tokens = distinct_tokens(runs).split(" ") if runs else []
    assert sorted(tokens) == sorted(set(index_tokens(runs)))


def test_nothing_has_no_tokens() -> None:
    assert distinct_tokens([]) == ""


def test_the_index_holds_both_forms_where_folding_changes_the_length() -> None:
    assert index_text("ヴァン") == "ヴァ ァン ン バン ン"
    assert index_text("カード") == "カー ード ド"  # nothing to add: the loose form is the same


def test_what_stands_before_a_separate_voiced_mark_is_indexed_too() -> None:
    assert index_text("ｳｶﾞｲﾄﾞ") == "ウガ ガイ イド ド ウカ カ ウガ ガイ イト ト"


def test_an_endless_word_is_cut_for_the_index_and_the_query_alike() -> None:
    assert index_text("x" * 5000) == "x" * 60
    assert query_tokens(("x" * 5000,)) == Tokens(("x" * 60,), False, f" {'x' * 60} ")


@pytest.mark.parametrize(
    ("word", "open_end", "expected"),
    [
        (("台湾",), False, Tokens(("台湾",), False, "台湾")),
        (("台湾人",), False, Tokens(("台湾", "湾人"), False, "台湾人")),
        (("台",), False, Tokens(("台",), True, "台")),
        (("第", "3", "回"), False, Tokens(("第", "3", "回"), True, "第 3 回")),
        (("回会", "3"), False, Tokens(("回会", "会", "3"), False, "回会 3 ")),
        (("zoom",), False, Tokens(("zoom",), False, " zoom ")),
        (("zoo",), True, Tokens(("zoo",), True, " zoo")),
    ],
)
def test_query_tokens(word: tuple[str, ...], open_end: bool, expected: Tokens) -> None:
    assert query_tokens(word, open_end=open_end) == expected


def test_query_forms_are_plain_then_loose_and_never_twice() -> None:
    assert query_forms("コンピューター") == [[("コンピューター",)], [("コンピュータ",)]]
    assert query_forms("台湾") == [[("台湾",)]]
    assert query_forms("%") == []


@pytest.mark.parametrize("text", [text for text, _ in PLAIN] + [text for pair in SAME for text in pair])
def test_the_mapped_fold_is_the_fold_and_its_places_are_in_order(text: str) -> None:
    mapped = plain_mapped(text)
    loose = loosen_mapped(mapped)
    assert mapped.text == plain(text)
    assert loose.text == fold(text)
    for folded in (mapped, loose):
        assert len(folded.spans) == len(folded.text)
        assert all(0 <= start < end <= len(text) for start, end in folded.spans)
        assert folded.spans == sorted(folded.spans)


# What the table of single characters knows, and a little of what it must leave to the slow way.
_SIGNS = st.sampled_from("aÉǣßæ…½①Ｚｱﾞ゛ががカヴー〜々・髙臺圖学㌔é\u0301\u0308가ᄀ _-'9ケヶ")


@given(st.text(_SIGNS, max_size=20))
def test_the_table_maps_as_character_by_character_and_as_normalized_text(text: str) -> None:
    assert plain(text) == plain_mapped(text).text
    assert plain(unicodedata.normalize("NFC", text)) == plain(text)
    assert plain(plain(text)) == plain(text)
