"""Cells of a spreadsheet of cases and what the page holds are made of each other without loss."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from casestudies.imports.rows import Timetable, Voices, uniform_time
from casestudies.imports.texts import plain_text, rich_text, uniform_text

WORDS = st.text(alphabet="あいう東京abc<>&\"'・-*1（）：; \n", max_size=60)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("一つ", "<p>一つ</p>"),
        ("一行\n二行\n\n\n次", "<p>一行<br/>二行</p><p>次</p>"),
        ("持ち物\n・写真\n- 地図\n終わり", "<p>持ち物</p><ul><li>写真</li><li>地図</li></ul><p>終わり</p>"),
        ("<script>alert(1)</script> & more", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"),
    ],
)
def test_plain_text_becomes_rich_text(text, html):
    assert rich_text(text) == html
    assert plain_text(html) == uniform_text(text)


def test_what_an_editor_marked_is_the_same_text():
    stored = '<p data-block-key="a1">英語で<b>話す</b>、<a linktype="page" id="3">見る</a></p><ol><li>地図</li></ol>'
    assert plain_text(stored) == "英語で話す、見る\n\n・地図"


@given(WORDS)
def test_rich_text_reads_back_as_the_text_it_was_made_of(text):
    assert plain_text(rich_text(text)) == uniform_text(text)
    assert uniform_text(uniform_text(text)) == uniform_text(text)


@pytest.mark.parametrize(
    ("line", "time", "activity"),
    [
        ("10:40 あいさつ", "10:40", "あいさつ"),
        ("１０：４０　あいさつ", "10:40", "あいさつ"),
        ("9:40〜9:50 紹介（3班）", "9:40–9:50", "紹介（3班）"),
        ("9時40分-10時 紹介", "9:40–10:00", "紹介"),
        ("13:05、3人が発表", "13:05", "3人が発表"),
    ],
)
def test_lines_of_a_timetable(line, time, activity):
    assert Timetable().reader()(line) == [{"time": time, "activity": activity}]


@pytest.mark.parametrize("line", ["あいさつ", "1時間目 あいさつ", "10:40", f"10:40 {'x' * 201}", "10:40 あ\nい"])
def test_lines_without_a_time_are_refused(line):
    with pytest.raises(ValidationError) as caught:
        Timetable().reader()(line)
    assert "“" in " ".join(caught.value.messages) or "「" in " ".join(caught.value.messages)


def test_a_time_that_an_editor_wrote_otherwise_stays():
    assert (uniform_time("9:40-9:50"), uniform_time("午前"), uniform_time("")) == ("9:40–9:50", "午前", "")


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("児童（小5）：楽しかった：とても", {"speaker": "pupil", "detail": "小5", "text": "楽しかった：とても"}),
        ("教員: よく話した", {"speaker": "teacher", "detail": "", "text": "よく話した"}),
        ("Partner school (teacher): It was fun", {"speaker": "partner", "detail": "teacher", "text": "It was fun"}),
    ],
)
def test_lines_of_voices(line, row):
    read = Voices().reader()
    assert read(line) == [row]
    assert read(Voices().show([row])) == [row]


@pytest.mark.parametrize("line", ["楽しかった", "保護者：よかった", f"児童（{'x' * 81}）：a"])
def test_voices_of_nobody_known_are_refused(line):
    with pytest.raises(ValidationError):
        Voices().reader()(line)


def test_empty_cells_hold_no_rows():
    assert (Timetable().reader()(None), Voices().reader()(" \n ")) == ([], [])
