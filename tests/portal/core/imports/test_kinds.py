"""What people type becomes the value they mean, or a fault that says why not."""

import contextlib
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from portal.core.imports.cells import LONGEST_CELL, text_of
from portal.core.imports.days import parse_day
from portal.core.imports.kinds import Choice, Choices, Day, Text, WholeNumber, YesNo
from portal.core.imports.texts import in_active_language, in_each_language
from portal.core.japanese_input import postal_code
from portal.core.vocabulary import SchoolType, Theme

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
KINDS = [Text(20), WholeNumber(), YesNo(), Day(), Choice(SchoolType), Choices(Theme, most=3)]


def refusal(kind, cell):
    with pytest.raises(ValidationError) as caught:
        kind.reader()(cell)
    return in_each_language(caught.value)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  \u3000 ", ""),
        ("ﾊﾛｰ ＡＢＣ", "ハロー ＡＢＣ"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x07\ud800c", "abc"),
        ("江東区立\u200bみどり\u202e小学校\ufeff", "江東区立みどり小学校"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("''=SUM(A1)", "'=SUM(A1)"),
        ("'quoted'", "'quoted'"),
        (13108.0, "13108"),
        (1.5, "1.5"),
        (datetime.datetime(2025, 11, 12), "2025-11-12"),
        (datetime.datetime(2025, 11, 12, 9, 30), "2025-11-12 09:30"),
        (datetime.time(9, 5), "9:05"),
    ],
)
def test_text_of_a_cell(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize(
    "cell",
    [
        *("#REF!", "#N/A", "x" * (LONGEST_CELL + 1), "1900-01-00", "1900/1/1", "1900年1月0日", "1899-12-30 0:00:00"),
        *(datetime.datetime(1900, 1, 1), datetime.date(1899, 12, 31), datetime.time()),
    ],
)
def test_errors_of_the_spreadsheet_and_endless_texts_are_refused(cell):
    with pytest.raises(ValidationError):
        text_of(cell)


@pytest.mark.parametrize(
    "typed",
    [
        "2025-11-12",
        "2025/11/12",
        "2025.11.12",
        "２０２５年１１月１２日",
        "令和7年11月12日（水）",
        "令和７年１１月１２日",
        "R7.11.12",
        "r7/11/12",
        "2025-11-12 00:00:00",
        "2025年11月12日(水曜日)",
    ],
)
def test_ways_to_write_a_day(typed):
    assert parse_day(typed) == datetime.date(2025, 11, 12)
    assert Day().reader()(typed) == "2025-11-12"


def test_eras_end():
    assert parse_day("平成31年4月30日") == datetime.date(2019, 4, 30)
    assert parse_day("令和元年5月1日") == datetime.date(2019, 5, 1)
    for wrong in (
        "平成31年5月1日",
        "令和元年4月30日",
        "令和0年5月1日",
        "平成32年4月1日",
        "2025-02-30",
        "11月12日",
        "45973",
    ):
        with pytest.raises(ValueError, match=r"."):
            parse_day(wrong)


def test_a_day_must_be_in_our_time():
    read = Day().reader()
    assert read(datetime.datetime(2025, 11, 12, 0, 0)) == "2025-11-12"
    assert read(None) is None
    # Excel makes these of small numbers and of clock times.
    assert "1900-01-01" in refusal(Day(), datetime.date(1900, 1, 1))["ja"]
    assert "2025-11-12" in refusal(Day(), 45973)["en"]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("30", 30), ("３０人", 30), (30.0, 30), ("1,200", 1200), ("", None), (None, None), ("45分", 45)],
)
def test_numbers(cell, number):
    assert WholeNumber().reader()(cell) == number


@pytest.mark.parametrize("cell", ["30.5", 30.5, "-1", "約30", "32768", "9" * 5000, "1,20", True])
def test_what_is_no_number(cell):
    assert "32767" in refusal(WholeNumber(), cell)["ja"]


def test_yes_and_no():
    read = YesNo().reader()
    assert [read(cell) for cell in ("○", "〇", "はい", "TRUE", "Yes", True, 1, "１")] == [True] * 8
    assert [read(cell) for cell in ("", None, "×", "いいえ", "no", False, 0, "－")] == [False] * 8
    # In Japan a cross means no, elsewhere yes.
    assert refusal(YesNo(), "x")


def test_choices_take_codes_and_labels_of_both_languages():
    read = Choice(SchoolType, aliases={"小": "elementary"}).reader()
    assert {read(cell) for cell in ("elementary", "ELEMENTARY", "小学校", "Elementary  school", "小")} == {"elementary"}
    several = Choices(Theme).reader()
    assert several("food； SDGs、school_life;food\n音楽・ダンス") == sorted(
        {"food", "sdgs", "school_life", several("music_dance")[0]}
    )
    assert several("") == []


def test_an_unknown_code_is_told_with_what_is_like_it():
    told = refusal(Choice(SchoolType), "elementry school")
    assert "“Elementary school”" in told["en"]
    assert "小学校" in told["ja"]
    assert "Did you mean" not in refusal(Choice(SchoolType), "zzzzzz")["en"]
    assert "3" in refusal(Choices(Theme, most=3), "food;sdgs;steam;career")["en"]


def test_values_are_shown_in_the_active_language():
    with override("en"):
        assert Choices(Theme).show(["food", "sdgs"]) == "School lunch and food culture; Environment and SDGs"
        assert (YesNo().show(True), Day().show("2025-11-12")) == ("yes", "12 November 2025")
    with override("ja"):
        assert Choice(SchoolType).show("high") == "高等学校"
        assert Day().show("2025-11-12") == "令和7年11月12日"


def test_texts_keep_their_width_and_have_a_limit():
    assert Text(20).reader()("はい？　そう\nです") == "はい？　そう です"
    assert Text(20, lines=True).reader()("a\nb") == "a\nb"
    assert Text(20, uniform=postal_code).reader()("１３５００４２") == "135-0042"
    assert refusal(Text(20, uniform=postal_code, refusal="no code"), "12") == {"ja": "no code", "en": "no code"}
    assert "21" in refusal(Text(20), "x" * 21)["en"]


@given(cell=CELLS, kind=st.sampled_from(KINDS))
def test_every_cell_gives_a_value_or_a_refusal(cell, kind):
    with contextlib.suppress(ValidationError):
        assert isinstance(kind.show(kind.reader()(cell)), str)


def test_a_sentence_is_read_in_the_language_of_the_reader():
    texts = in_each_language(ValidationError("plain %(n)d", params={"n": 1}))
    assert texts == {"ja": "plain 1", "en": "plain 1"}
    with override("en"):
        assert in_active_language({"ja": "あ", "en": "a"}) == "a"
        assert in_active_language({"ja": "あ"}) == "あ"
    assert in_active_language({}) == ""
