"""What fits onto the page: measured in lines, shortened at sentences, long parts first."""

import pytest

from casestudies.printing.fitting import Column, Line, Part, Text, fit, height
from casestudies.printing.measuring import lines, shortened
from casestudies.printing.passages import Passage, passages

COLUMN = Column(em=20, row_em=15, room=20)


def part(code: str, sentences: int, rank: int = 0) -> Part:
    return Part(code, code, [Text("", [Passage("十文字の文を書きます。" * sentences)])], rank=rank)


def words_of(found: Part) -> str:
    return "".join(passage.text for text in found.texts for passage in text.passages)


def test_rich_text_becomes_passages():
    found = passages('<p>一つ目<br/>の<a href="/x/">文</a>&amp;。</p><ul><li><b>二</b>つ目</li></ul>後')
    assert found == [Passage("一つ目 の文&。"), Passage("二つ目", True), Passage("後")]
    assert passages("") == []


def test_lines_are_counted_by_width():
    assert lines("", 20) == 0
    assert lines("あ" * 19, 20) == 1
    assert lines("あ" * 21, 20) == 2
    assert lines("a" * 30, 20) == 1


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("短い文です。", 1, "短い文です。"),
        ("一つ目の文です。二つ目の文はずっと長く続きます。", 1, "一つ目の文です。…"),
        ("切れ目のない長い長い長い長い長い長い長い長い文", 1, "切れ目のない長い長い長い長い長い長い…"),
        ("It was good. Nobody had expected anything like that.", 1, "It was good.…"),
        ("Unbelievably long words without any end whatsoever", 1, "Unbelievably long words without…"),
        ("何か", 0, ""),
    ],
)
def test_texts_end_with_a_sentence_where_they_can(text, room, expected):
    found = shortened(text, room, 20)
    assert found == expected
    assert lines(found, 20) <= max(room, 0) or found == text


def test_what_fits_stays_as_it_is():
    parts = [part("a", 2), part("b", 2)]
    assert fit(parts, COLUMN) == (parts, False)


def test_optional_parts_come_by_their_rank_and_stand_in_their_order():
    parts = [part("late", 2, rank=2), part("must", 6), part("never", 9, rank=3), part("soon", 6, rank=1)]
    found, is_shortened = fit(parts, COLUMN)
    assert [one.code for one in found] == ["late", "must", "soon"]
    assert not is_shortened


def test_long_parts_share_what_short_ones_leave():
    parts = [part("short", 1), part("long", 60), part("longer", 90)]
    found, is_shortened = fit(parts, COLUMN)
    assert is_shortened
    assert found[0] == parts[0]
    assert words_of(found[1]).endswith("。…")
    assert sum(height(one, COLUMN) for one in found) <= COLUMN.room
    assert abs(height(found[1], COLUMN) - height(found[2], COLUMN)) < 1


def test_rows_are_left_out_whole():
    table = Part("day", "day", rows=[Line(f"{hour}:00", "何かをする時間です。") for hour in range(30)])
    [found], is_shortened = fit([table], COLUMN)
    assert is_shortened
    assert 5 < len(found.rows) < 30
    assert list(found.rows) == list(table.rows)[: len(found.rows)]
    assert height(found, COLUMN) <= COLUMN.room
