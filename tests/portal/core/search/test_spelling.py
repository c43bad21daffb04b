"""Did you mean: near words are proposed for what finds nothing, and nothing else is touched."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.search.spelling import Speller
from portal.core.search.text import key

VOCABULARY = {
    "オンライン": 12,
    "オンライン交流": 8,
    "コミュニケーション": 3,
    "シンガポール": 2,
    "オーストラリア": 2,
    "カード": 5,
    "Australia": 2,
    "Taiwan": 4,
    "New Zealand": 1,
    "国際交流": 9,
    "小学校": 9,
    "中学校": 7,
    "台湾": 4,
    "韓国": 3,
    "手紙": 2,
    "Zoom": 2,
}
SPELLER = Speller(VOCABULARY, readings={"たいわん": "台湾", "かんこく": "韓国", "かーど": "名刺"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("オンライソ", "オンライン"),
        ("ｵﾝﾗｲｿ", "オンライン"),
        ("おんらいそ", "オンライン"),
        ("コミニュケーション", "コミュニケーション"),
        ("シンガポル", "シンガポール"),
        ("シンガボール", "シンガポール"),
        ("力ード", "カード"),
        ("たいわん", "台湾"),
        ("タイワン", "台湾"),
        ("Austrlia", "Australia"),
        ("tawian", "Taiwan"),
        ("TAIWANN", "Taiwan"),
        ("Zeland", "Zealand"),
        ("zooom", "Zoom"),
        ("国祭交流", "国際交流"),
        ("小学佼", "小学校"),
        ("オンライソ交流", "オンライン交流"),
        ("オンライソ授業", "オンライン授業"),
    ],
)
def test_a_near_word_is_proposed(typed: str, meant: str) -> None:
    assert SPELLER.corrected(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "　",
        "%",
        "OR",
        '"',
        "オンライン",
        "ｵﾝﾗｲﾝ",
        "コミュニケーションー",
        "ライン",
        "国際",
        "taiwans",
        "台弯",
        "火星",
        "zm-2",
        "2024年度",
        "かど",
        "ののの",
        "abc",
        "かーど",
        "ず" * 5000,
        "\ud800\x00",
    ],
)
def test_known_short_and_far_words_and_numbers_are_left_alone(typed: str) -> None:
    assert SPELLER.corrected(typed) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("オンライソ　台湾", "オンライン　台湾"),
        ("「オンライソ」 OR 台湾", "「オンライン」 OR 台湾"),
        ('-オンライソ "tawian" -"Austrlia"', '-オンライソ "Taiwan" -"Austrlia"'),
        ("tawian|たいわん", "Taiwan|台湾"),
        (" オンライソ  tawian ", " オンライン  Taiwan "),
        ("New Zeland", "New Zealand"),
    ],
)
def test_operators_quotes_exclusions_gaps_and_other_terms_stay(typed: str, meant: str) -> None:
    assert SPELLER.corrected(typed) == meant


def test_the_search_itself_says_what_finds_something() -> None:
    asked: list[str] = []

    def finds(text: str) -> bool:
        asked.append(text)
        return text in {"中学校", "火星人"}

    assert SPELLER.corrected("火星人 大学校", finds) == "火星人 中学校"
    assert asked == ["火星人", "大学校", "小学校", "中学校"]
    assert SPELLER.corrected("たいわん", finds) is None


def test_the_heavier_word_wins_and_the_order_of_the_vocabulary_does_not_matter() -> None:
    words = {"小学校": 9.0, "中学校": 7.0}
    assert Speller(words).corrected("大学校") == "小学校"
    assert Speller(dict(reversed(words.items()))).corrected("大学校") == "小学校"
    assert Speller({"小学校": 7, "中学校": 9}).corrected("大学校") == "中学校"
    assert Speller({"小学校": 1, "中学校": 1}).corrected("大学校") == "中学校"


def test_a_look_alike_wins_over_a_heavier_word() -> None:
    assert Speller({"ツアー": 1, "サアー": 90, "ハアー": 90}).corrected("ッアー") == "ツアー"


def test_the_heaviest_spelling_is_proposed() -> None:
    assert Speller({"コンピュータ": 1, "コンピューター": 4}).corrected("コンピョーター") == "コンピューター"


def test_an_empty_vocabulary_proposes_nothing() -> None:
    assert Speller({}).corrected("オンライソ") is None
    assert Speller({"！？": 3}).corrected("オンライソ") is None


def test_the_work_is_bounded() -> None:
    asked: list[str] = []
    SPELLER.corrected(" ".join(f"オンライソ{letter}" for letter in "あいうえおかきくけこさしすせそ"), asked.append)
    assert len(asked) <= 24 + 8 * 3


@given(
    typed=st.text(alphabet=st.sampled_from('オンラインソシツー交流国際小学校tawin AORー"-|「」ヴァ、'), max_size=30)
    | st.text()
)
@example(typed='"-オンライソ')
def test_whatever_is_typed_a_proposal_is_another_word(typed: str) -> None:
    proposal = SPELLER.corrected(typed)
    assert proposal is None or key(proposal) != key(typed)
    assert SPELLER.corrected(typed) == proposal
