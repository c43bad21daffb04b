"""Calendar files by RFC 5545: lines of at most 75 octets, escaped texts, times in UTC; months as tables."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.events.icalendar import Entry, calendar, escaped, fold, moment
from home.events.months import Month, month_of, weeks

TOKYO = ZoneInfo("Asia/Tokyo")
TODAY = datetime.date(2026, 11, 29)


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def unescaped(value: str) -> str:
    found, signs = "", iter(value)
    for sign in signs:
        if sign == "\\":
            following = next(signs)
            found += "\n" if following in "nN" else following
        else:
            found += sign
    return found


def entry(**fields) -> Entry:
    begins = datetime.datetime(2026, 12, 10, 9, 0, tzinfo=TOKYO)
    values = {
        "uid": "6f3c1c0e-27b5-4a8a-9a55-0c2a3a7e51d4",
        "begins": begins,
        "ends": begins + datetime.timedelta(minutes=90),
        "changed": begins,
        "title": "説明会",
        **fields,
    }
    return Entry(**values)


class TestFolding:
    @given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=400))
    def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(self, text):
        folded = fold(text)
        assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
        assert folded.replace("\r\n ", "") == text

    @given(st.text(max_size=200))
    def test_escaping_keeps_the_text(self, text):
        value = escaped(text)
        assert "\n" not in value
        assert "\r" not in value
        kept = text.replace("\r\n", "\n").replace("\r", "\n")
        assert unescaped(value) == "".join(s for s in kept if s in "\n\t" or (ord(s) >= 32 and ord(s) != 127))

    def test_the_signs_of_the_standard(self):
        assert escaped("a,b;c\\d\r\ne") == "a\\,b\\;c\\\\d\\ne"


class TestCalendar:
    def test_one_event(self):
        lines = unfolded(calendar("イベント", [entry(place="会場, 3階", url="https://example.jp/events/a/")], "ja"))
        assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
        assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]
        assert "DTSTART:20261210T000000Z" in lines
        assert "DTEND:20261210T013000Z" in lines
        assert "SUMMARY;LANGUAGE=ja:説明会" in lines
        assert "LOCATION;LANGUAGE=ja:会場\\, 3階" in lines
        assert "STATUS:CONFIRMED" in lines
        for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY"):
            assert sum(line.partition(":")[0].partition(";")[0] == name for line in lines) == 1

    def test_a_title_cannot_add_a_property(self):
        lines = unfolded(calendar("x", [entry(title="a\r\nATTENDEE:mailto:b@example.jp")], "ja"))
        assert not any(line.startswith("ATTENDEE") for line in lines)

    def test_cancelled(self):
        assert "STATUS:CANCELLED" in unfolded(calendar("x", [entry(cancelled=True)], "en"))

    def test_a_moment_of_summer_time(self):
        paris = datetime.datetime(2026, 7, 1, 9, tzinfo=ZoneInfo("Europe/Paris"))
        assert moment(paris) == "20260701T070000Z"


class TestMonths:
    @pytest.mark.parametrize("text", ["", "2026-13", "2026-00", "0000-01", "9999-12", "x", "2026-12-01", "2026-1"])
    def test_nonsense_is_this_month(self, text):
        assert month_of(text, TODAY) == Month(2026, 11)

    def test_a_month_is_read(self):
        assert month_of("2026-12", TODAY) == Month(2026, 12)

    def test_before_and_after(self):
        assert [str(Month(2026, 12).shifted(by)) for by in (-12, -1, 1)] == ["2025-12", "2026-11", "2027-01"]
        assert Month(2099, 12).shifted(1) is None
        assert Month(2000, 1).shifted(-1) is None

    def test_weeks_begin_on_sunday_and_things_stand_on_each_of_their_days(self):
        begins, ends = datetime.date(2026, 12, 10), datetime.date(2026, 12, 12)
        rows = weeks(Month(2026, 12), [(begins, ends, "x")], datetime.date(2026, 12, 1))
        assert all(len(row) == 7 for row in rows)
        days = [day for row in rows for day in row if day.date]
        assert [day.date.day for day in days] == list(range(1, 32))
        assert [day.date.day for day in days if day.things] == [10, 11, 12]
        assert [day.date.day for day in days if day.is_today] == [1]
        assert [day.date is None for day in rows[0]] == [True, True, False, False, False, False, False]
