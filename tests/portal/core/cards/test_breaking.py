"""Lines of a title: 禁則, whole words, even lines, what does not fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.cards.breaking import broken, parts_of, shortened


def wide(text: str) -> float:
    """Two for each wide character, one for others."""
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)


def lines(text: str, width: int = 20, most: int = 3) -> list[str] | None:
    return broken(text, width, most, wide)


def test_a_short_title_is_one_line() -> None:
    assert lines("費用のめやす") == ["費用のめやす"]


def test_lines_are_even() -> None:
    assert lines("あいうえおかきくけこさし") == ["あいうえおか", "きくけこさし"]
    assert lines("to be or not to be here") == ["to be or not", "to be here"]


@pytest.mark.parametrize("sign", "、。）」』？！ーっゃ々…")
def test_what_may_not_begin_a_line(sign) -> None:
    text = f"あいうえおかきくけこ{sign}さしすせそ"
    found = lines(text)
    assert "".join(found) == text
    assert not any(line.startswith(sign) for line in found)


@pytest.mark.parametrize("sign", "「（『【")
def test_what_may_not_end_a_line(sign) -> None:
    text = f"あいうえおかきくけ{sign}こさしすせそ"
    found = lines(text)
    assert "".join(found) == text
    assert not any(line.endswith(sign) for line in found)


def test_words_stay_whole() -> None:
    assert parts_of("国際交流とカードの45分でZoom会議、don't") == [
        "国際交流",
        "と",
        "カード",
        "の",
        "45分",
        "で",
        "Zoom",
        "会議、",
        "don't",
    ]


def test_a_wide_space_ends_a_line_where_there_is_room() -> None:
    assert lines("何が出た？　台湾の教室") == ["何が出た？", "台湾の教室"]
    assert lines("一　二　三　四", 20, 3) == ["一　二　三　四"]


def test_what_does_not_fit() -> None:
    assert lines("あ" * 40, 20, 3) is None
    found = shortened("あ" * 40, 20, 3, wide)
    assert len(found) == 3
    assert found[-1].endswith("…")
    assert all(wide(line) <= 20 for line in found)


def test_a_word_wider_than_a_line_is_cut() -> None:
    assert lines("x" * 50, 20, 3) == ["x" * 17, "x" * 17, "x" * 16]


@given(st.text(st.sampled_from("あア漢、。「」a1 　ー（"), max_size=60))
def test_nothing_is_lost_and_no_line_is_too_wide(text) -> None:
    found = lines(text, 20, 99)
    if found is None:
        return
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(wide(line) <= 20 for line in found)
