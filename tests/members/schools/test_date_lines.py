"""Dates as teachers type them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.schools.forms.date_lines import parse_days, parse_terms

YEAR = (date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("line", "day", "note"),
    [
        ("6/3", date(2026, 6, 3), ""),
        ("2/8", date(2027, 2, 8), ""),
        ("６／３　運動会の振替", date(2026, 6, 3), "運動会の振替"),
        ("6月3日（運動会の振替）", date(2026, 6, 3), "運動会の振替"),
        ("2027年2月8日 開校記念日", date(2027, 2, 8), "開校記念日"),
        ("2027-02-08: Founding day", date(2027, 2, 8), "Founding day"),
        ("2/8 5年生のみ3時間", date(2027, 2, 8), "5年生のみ3時間"),
    ],
)
def test_a_day_with_or_without_its_occasion(line, day, note):
    assert parse_days(f"\n{line}\n\n", YEAR) == [(day, note)]


@pytest.mark.parametrize(
    "line",
    [
        "4/6 – 7/20",
        "4/6-7/20",
        "４月６日から７月２０日まで",
        "2026/4/6 〜 2026/7/20",
        "4/6～7/20",
        "2026-04-06 - 2026-07-20",
    ],
)
def test_a_term(line):
    assert parse_terms(line, YEAR) == [(date(2026, 4, 6), date(2026, 7, 20))]


def test_terms_are_put_in_order():
    assert parse_terms("1/8-3/24\n9/1-12/25", YEAR)[0][0] == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("運動会 6/3", "1行目：初めに日付を"),
        ("6/3\n2/30", "2行目：2/30は日付ではありません。"),
        ("2025/6/3", "2025/6/3はこの年度の日付ではありません。"),
        ("6/3 " + "長" * 81, "80文字以内"),
        ("6/3\n" * 61, "60行以内"),
        ("99999999999999999999/1", "初めに日付を"),
    ],
)
def test_what_is_wrong_with_days(text, message):
    with pytest.raises(ValidationError, match=message):
        parse_days(text, YEAR)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("4/6", "初日と最終日を"),
        ("4/6 – 7/20 と 9/1", "初日と最終日を"),
        ("7/20 – 4/6", "最終日が初日より前"),
        ("4/6 – 7/20\n7/20 – 9/1", "前の学期と重なっています"),
    ],
)
def test_what_is_wrong_with_terms(text, message):
    with pytest.raises(ValidationError, match=message):
        parse_terms(text, YEAR)


def test_every_wrong_line_is_told():
    with pytest.raises(ValidationError) as caught:
        parse_days("x\n6/3\ny", YEAR)
    assert [message[:3] for message in caught.value.messages] == ["1行目", "3行目"]
