"""Values in one line of text."""

from __future__ import annotations

import pytest

from members.matching.problems import BadInput, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("w1", '"w1"'),
        ("豊島区", '"豊島区"'),
        ("a\nb\r\x1b\x85\u2028", '"a\\nb\\r\\x1b\\x85\\u2028"'),
        ("\ud800", '"\\ud800"'),
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (1.5, "1.5"),
        (float("nan"), "nan"),
        ({"a": 1}, "an object"),
        ([[[]]], "a list"),
    ],
)
def test_shown(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_long_text_is_cut() -> None:
    assert shown("x" * 60) == '"' + "x" * 60 + '"'
    assert shown("x" * 61) == '"' + "x" * 59 + '…"'


def test_bad_input_reads_as_its_problems() -> None:
    assert str(BadInput(["$: not JSON", "as_of: required"])) == "$: not JSON\nas_of: required"
