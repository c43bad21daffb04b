import datetime

import pytest

from portal.core import dates

DAY = datetime.date(2026, 11, 20)


def test_long_date_names_the_day_of_the_week_in_full() -> None:
    assert dates.long_date(DAY, "ja") == "令和8年11月20日（金曜日）"
    assert dates.long_date(DAY, "en") == "Friday 20 November 2026"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2019, 4, 30), "平成31年4月30日"),
        (datetime.date(2019, 5, 1), "令和元年5月1日"),
        (datetime.date(2020, 1, 1), "令和2年1月1日"),
        (datetime.date(1989, 1, 7), "昭和64年1月7日"),
        (datetime.date(1989, 1, 8), "平成元年1月8日"),
        (datetime.date(1926, 12, 24), "1926年12月24日"),
    ],
)
def test_eras_change_on_their_day(day: datetime.date, expected: str) -> None:
    assert dates.short_date(day, "ja") == expected


def test_a_moment_counts_as_the_day_in_tokyo() -> None:
    late = datetime.datetime(2026, 3, 31, 15, 0, tzinfo=datetime.UTC)
    assert dates.short_date(late, "ja") == "令和8年4月1日"
    assert dates.fiscal_year_of(late) == 2026
    assert dates.day_of(datetime.datetime(2026, 3, 31, 23, 59)) == datetime.date(2026, 3, 31)


def test_without_a_language_the_active_one_counts() -> None:
    assert dates.day_month(DAY) == "11月20日（金曜日）"
    assert dates.day_month(DAY, "en-gb") == "Friday 20 November"


@pytest.mark.parametrize(
    ("value", "japanese", "english"),
    [
        (2026, "令和8年度（2026年度）", "fiscal year 2026"),
        (2019, "令和元年度（2019年度）", "fiscal year 2019"),
        (2018, "平成30年度（2018年度）", "fiscal year 2018"),
        (1920, "1920年度", "fiscal year 1920"),
        (datetime.date(2026, 3, 31), "令和7年度（2025年度）", "fiscal year 2025"),
        (datetime.date(2026, 4, 1), "令和8年度（2026年度）", "fiscal year 2026"),
    ],
)
def test_fiscal_year_begins_in_april(value: datetime.date | int, japanese: str, english: str) -> None:
    assert dates.fiscal_year(value, "ja") == japanese
    assert dates.fiscal_year(value, "en") == english


def test_short_fiscal_year() -> None:
    assert dates.short_fiscal_year(2026, "ja") == "令和8年度"
    assert dates.short_fiscal_year(datetime.date(2027, 1, 1), "en") == "FY 2026"


def test_era_year_gives_both_counts() -> None:
    assert dates.era_year(2026, "ja") == "令和8（2026）年"
    assert dates.era_year(datetime.date(2019, 4, 30), "ja") == "平成31（2019）年"
    assert dates.era_year(1900, "ja") == "1900年"
    assert dates.era_year(2026, "en") == "2026"


def test_filed_date_carries_the_western_year() -> None:
    assert dates.filed_date(DAY, "ja") == "令和8（2026）年11月20日"
    assert dates.filed_date(DAY, "en") == "20 November 2026"
