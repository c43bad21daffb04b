"""The slot finder: cases told by hand, the contract's example, and every fault with its path."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from members.matching import BadInput, Calendar, Period, find_slots, main_find_slots, run_find_slots
from members.matching.local_time import day_begins, utc_datetime
from members.matching.zones import zone

EXAMPLE: dict[str, Any] = {
    "school": {
        "timezone": "Asia/Tokyo",
        "terms": [["2027-01-08", "2027-03-24"]],
        "closed": ["2027-02-11"],
        "periods": [["wed", "10:45", "11:30"], ["wed", "11:30", "12:15"]],
        "margins": {"before": 0, "after": 0},
    },
    "partner": {
        "timezone": "Australia/Sydney",
        "terms": [["2027-01-27", "2027-04-09"]],
        "closed": ["2027-03-08"],
        "periods": [["wed", "12:50", "13:30"]],
        "margins": {"before": 10, "after": 15},
    },
    "window": ["2027-01-18", "2027-02-05"],
    "minutes": 45,
}


def asked(document: object) -> Any:
    return json.loads(run_find_slots(json.dumps(document).encode()))


def changed(**changes: Any) -> dict[str, Any]:
    """The example with other fields; `partner` and `school` are laid over the example's."""
    made = json.loads(json.dumps(EXAMPLE))
    for key, value in changes.items():
        made[key] = made[key] | value if isinstance(value, dict) else value
    return made


def problems(document: object) -> list[str]:
    with pytest.raises(BadInput) as caught:
        asked(document)
    return caught.value.problems


def test_the_example() -> None:
    assert asked(EXAMPLE) == {
        "intervals": [
            {"start": "2027-01-27T01:45Z", "end": "2027-01-27T02:45Z"},
            {"start": "2027-02-03T01:45Z", "end": "2027-02-03T02:45Z"},
        ],
        "best": [
            {
                "start": f"{day}T01:45Z",
                "end": f"{day}T02:30Z",
                "school_local": f"{day}T10:45+09:00",
                "partner_local": f"{day}T12:45+11:00",
            }
            for day in ("2027-01-27", "2027-02-03")
        ],
        "none_because": None,
    }


def test_a_list_gives_the_list_of_answers() -> None:
    assert asked([EXAMPLE, changed(minutes=61)]) == [asked(EXAMPLE), asked(changed(minutes=61))]
    assert asked([]) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"school": {"closed": ["2027-01-20", "2027-01-27", "2027-02-03"]}}, "school_calendar"),
        ({"school": {"periods": []}, "partner": {"periods": []}}, "school_calendar"),
        ({"partner": {"terms": [["2027-04-20", "2027-06-20"]]}}, "partner_calendar"),
        ({"partner": {"periods": [["wed", "09:00", "12:00"]], "margins": {}}}, "no_overlap"),
        ({"minutes": 61}, "too_short"),
    ],
)
def test_why_there_is_none(changes: dict[str, Any], reason: str) -> None:
    assert asked(changed(**changes)) == {"intervals": [], "best": [], "none_because": reason}


def test_stretches_that_only_touch_share_nothing() -> None:
    partner = {"timezone": "Asia/Tokyo", "terms": [], "periods": [["wed", "12:15", "13:00"]], "margins": {}}
    assert asked(changed(partner=partner))["none_because"] == "no_overlap"


def test_no_terms_is_always_in_term() -> None:
    sides = {key: {"terms": [], "closed": []} for key in ("school", "partner")}
    assert len(asked(changed(window=["2027-01-01", "2027-03-31"], **sides))["intervals"]) == 13


def test_a_meeting_inside_both_lessons_comes_before_an_earlier_one_on_the_margin() -> None:
    partner = {"timezone": "Asia/Tokyo", "terms": [], "margins": {"before": 60, "after": 0}}
    partner["periods"] = [["wed", "12:15", "13:00"], ["thu", "10:00", "12:00"]]
    school = {"periods": [["wed", "11:30", "12:15"], ["thu", "10:30", "11:30"]]}
    best = asked(changed(school=school, partner=partner, window=["2027-01-18", "2027-01-24"]))["best"]
    assert [one["school_local"] for one in best] == ["2027-01-21T10:30+09:00", "2027-01-20T11:30+09:00"]


def test_five_meetings_at_most() -> None:
    found = asked(changed(window=["2027-01-18", "2027-03-31"]))
    assert (len(found["intervals"]), len(found["best"])) == (9, 5)


def test_a_lesson_in_the_hour_that_the_clocks_jump_over_is_dropped() -> None:
    side = Calendar(timezone="Australia/Sydney", periods=(Period(6, 2 * 60 + 30, 4 * 60),))
    found = find_slots(side, side, (date(2026, 10, 4), date(2026, 10, 11)), 30)
    assert [one.school_local.day for one in found.best] == [11]


def test_a_time_that_comes_twice_means_its_first() -> None:
    side = Calendar(timezone="America/New_York", periods=(Period(6, 90, 150),))
    found = find_slots(side, side, (date(2027, 11, 7), date(2027, 11, 7)), 30)
    assert [(one.start.hour, one.end.hour) for one in found.intervals] == [(5, 7)]


@pytest.mark.parametrize(
    ("name", "day", "first"),
    [
        ("Asia/Tokyo", date(2027, 1, 1), "2026-12-31T15:00"),
        ("Africa/Cairo", date(2027, 4, 30), "2027-04-29T22:00"),
        ("America/Havana", date(2027, 11, 7), "2027-11-07T04:00"),
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-30T10:00"),
    ],
)
def test_where_a_day_begins(name: str, day: date, first: str) -> None:
    begins = utc_datetime(day_begins(name, day.toordinal()))
    assert begins.isoformat(timespec="minutes")[:16] == first
    assert (begins - timedelta(seconds=1)).astimezone(zone(name)).date() < day


def test_vancouver_is_16_hours_behind_tokyo_in_january_2027() -> None:
    lesson = Calendar(timezone="Asia/Tokyo", periods=(Period(2, 9 * 60, 10 * 60),))
    always = Calendar(timezone="America/Vancouver", periods=tuple(Period(day, 0, 1439) for day in range(7)))
    (meeting,) = find_slots(lesson, always, (date(2027, 1, 20), date(2027, 1, 20)), 45).best
    assert meeting.school_local.replace(tzinfo=None) == datetime(2027, 1, 20, 9)
    assert meeting.partner_local.replace(tzinfo=None) == datetime(2027, 1, 19, 17)


def test_the_ends_of_the_calendar() -> None:
    sides = {"school": {"terms": [["0001-01-01", "9999-12-31"]]}, "partner": {"terms": []}}
    for window in (["0001-01-01", "0001-01-20"], ["9999-12-01", "9999-12-31"]):
        assert asked(changed(window=window, **sides))["intervals"] or window[0] < "1900"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"school": {"timezone": "Tokyo"}}, "school.timezone"),
        ({"partner": {"timezone": None}}, "partner.timezone"),
        ({"partner": {"periods": None}}, "partner.periods"),
        ({"school": {"periods": [["wed", "10:00", "11:00"], ["wed", "10:00", "10:00"]]}}, "school.periods[1]"),
        ({"school": {"periods": [["wed", "10:00", "24:00"]]}}, "school.periods[0]"),
        ({"school": {"terms": [["2027-03-01", "2027-02-01"]]}}, "school.terms[0]"),
        ({"school": {"closed": ["2027-02-29"]}}, "school.closed[0]"),
        ({"partner": {"closed": "2027-02-11"}}, "partner.closed"),
        ({"partner": {"margins": {"before": 241}}}, "partner.margins.before"),
        ({"partner": {"margins": {"after": True}}}, "partner.margins.after"),
        ({"partner": {"margins": [1, 2]}}, "partner.margins"),
        ({"window": ["2027-02-05", "2027-01-18"]}, "window"),
        ({"window": ["2027-02-05"]}, "window"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 4.5}, "minutes"),
        ({"minutes": None}, "minutes"),
    ],
)
def test_bad_input(changes: dict[str, Any], path: str) -> None:
    assert [line.split(": expected ")[0] for line in problems(changed(**changes))] == [path]
    assert [line.split(": expected ")[0] for line in problems([EXAMPLE, changed(**changes)])] == [f"[1].{path}"]


def test_what_is_missing() -> None:
    assert [one.split(":")[0] for one in problems({})] == ["school", "partner", "window", "minutes"]
    assert [one.split(":")[0] for one in problems(changed(school={}) | {"school": {}})] == [
        "school.timezone",
        "school.periods",
    ]


@pytest.mark.parametrize("document", [3, "x", None, [3], [EXAMPLE, []]])
def test_what_is_no_query(document: object) -> None:
    (problem,) = problems(document)
    assert problem.split(": expected ")[0] in {"$", "[0]", "[1]"}


def test_the_command_line_gets_no_output_for_bad_input() -> None:
    answer = main_find_slots(b"[")
    assert (answer.exit_code, answer.output, answer.problems) == (2, b"", ("$: not JSON",))
