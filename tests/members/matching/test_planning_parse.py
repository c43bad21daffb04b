"""From JSON to an event, and every fault once, with its path."""

from __future__ import annotations

import copy
from enum import Enum
from typing import Any

import pytest

from members.matching import BadInput
from members.matching.planning_parse import parse_event
from members.matching.planning_records import Event, Pair, Participant, PlannedMeeting
from tests.members.matching.plans import EXAMPLE

NAN = float("nan")


class Deleted(Enum):
    """Stands for a field that is taken out; its name is the same in every process."""

    DELETED = "deleted"


DELETED = Deleted.DELETED
NAME: list[Any] = [1, True, None, "", "\ud800", [], {}, NAN]
Place = tuple[str | int, ...]


def document(locked: list[tuple[str, str, str]] | None = None, **changes: Any) -> dict[str, Any]:
    """The example with locked meetings (school, partner, slot) and other changes."""
    keys = ("school", "partner", "slot")
    locks = [dict(zip(keys, one, strict=True)) for one in locked or []]
    return copy.deepcopy(EXAMPLE) | {"locked": locks} | changes


def changed(place: Place, value: object, base: dict[str, Any]) -> dict[str, Any]:
    """A document with another value at one place, or without it."""
    inner: Any = base
    for step in place[:-1]:
        inner = inner[step]
    if value is DELETED:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return base


def problems_of(value: object) -> list[str]:
    with pytest.raises(BadInput) as caught:
        parse_event(value)
    return caught.value.problems


def test_the_example() -> None:
    event = parse_event(document([("s1", "p1", "10:30")]))
    assert event.schools[0] == Participant(id="s1", capacity=2, slots=frozenset({"10:00", "10:30"}))
    assert event.partners[1] == Participant(id="p2", capacity=1, slots=frozenset({"10:00"}))
    assert event.pairs[:2] == (
        Pair(school="s1", partner="p1", fit=0.9, mutual=True),
        Pair(school="s1", partner="p2", fit=0.3, mutual=False),
    )
    assert event.locked == (PlannedMeeting("10:30", "s1", "p1"),)


def test_what_may_be_left_out() -> None:
    bare = {"schools": [], "partners": [], "pairs": []}
    assert parse_event(bare) == Event(schools=(), partners=(), pairs=())
    assert parse_event(bare | {"note": [NAN]}) == parse_event(bare)


def test_what_is_good() -> None:
    school = {"id": "同", "capacity": 0, "slots": []}
    partner = {"id": "同", "capacity": 2.0, "slots": ["a", "b", "a"], "note": None}
    pairs = [{"school": "同", "partner": "同", "fit": 1, "mutual": False}]
    event = parse_event({"schools": [school], "partners": [partner], "pairs": pairs})
    assert event.schools == (Participant(id="同", capacity=0, slots=frozenset()),)
    assert event.partners == (Participant(id="同", capacity=2, slots=frozenset("ab")),)
    assert event.pairs == (Pair(school="同", partner="同", fit=1.0),)


@pytest.mark.parametrize("value", [None, [], "text", 1, NAN])
def test_no_object(value: object) -> None:
    assert problems_of(value) == ["$: expected an object"]


BAD: dict[Place, list[Any]] = {
    ("schools",): [DELETED, None, {}, "s1", 1, True],
    ("partners",): [DELETED, None, {}],
    ("pairs",): [DELETED, None, {}],
    ("locked",): [None, {}, True],
    ("schools", 1): [None, [], "s2"],
    ("pairs", 0): [None, [], "s1-p1"],
    ("locked", 0): [None, [], 1],
    ("schools", 0, "id"): [DELETED, *NAME],
    ("partners", 0, "id"): [DELETED, *NAME],
    ("schools", 0, "capacity"): [DELETED, True, NAN, None, "2", -1, 1.5, [], 10**16, float("inf")],
    ("partners", 0, "capacity"): [DELETED, False, -1],
    ("schools", 0, "slots"): [DELETED, None, "10:00", {}, 1, *([one] for one in NAME)],
    ("partners", 0, "slots"): [DELETED, None, [None]],
    ("pairs", 1, "school"): [DELETED, *NAME, "nobody", "p1"],
    ("pairs", 0, "partner"): [DELETED, *NAME, "nobody", "s1"],
    ("pairs", 0, "fit"): [DELETED, True, False, NAN, None, "0.5", -0.1, 1.01, [], float("inf")],
    ("pairs", 0, "mutual"): [None, 0, 1, "true", [], NAN],
    ("locked", 0, "school"): [DELETED, *NAME, "nobody", "p1"],
    ("locked", 0, "partner"): [DELETED, *NAME, "nobody", "s1"],
    ("locked", 0, "slot"): [DELETED, *NAME, "noon", "11:00"],
}


@pytest.mark.parametrize(
    ("place", "value"), [(place, value) for place, values in BAD.items() for value in values], ids=repr
)
def test_a_fault_has_one_line(place: Place, value: object) -> None:
    """Also when other fields refer to what is wrong."""
    path = str(place[0]) + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place[1:])
    [line] = problems_of(changed(place, value, document([("s1", "p1", "10:30")])))
    assert line.startswith(f"{path}: expected ")
    assert line.isprintable()


@pytest.mark.parametrize(
    ("place", "value", "line"),
    [
        (("schools", 1, "id"), "s1", "schools[1].id: duplicate"),
        (("partners", 1, "id"), "p1", "partners[1].id: duplicate"),
        (("pairs", 1, "partner"), "p1", "pairs[1].partner: duplicate"),
        (("pairs", 2, "school"), "s1", "pairs[2].partner: duplicate"),
        (("pairs", 2, "school"), "s9", 'pairs[2].school: expected the id of a school, not "s9"'),
        (("pairs", 2, "partner"), "s\n", 'pairs[2].partner: expected the id of a partner, not "s\\n"'),
        (("pairs", 2, "fit"), 2, "pairs[2].fit: expected a number from 0 to 1, not 2"),
        (("pairs", 2, "mutual"), 1, "pairs[2].mutual: expected true or false, not 1"),
        (
            ("schools", 2, "slots"),
            ["a", 7],
            "schools[2].slots: expected a text of at least one character in each place, not 7",
        ),
        (("schools", 2, "slots"), "a", 'schools[2].slots: expected a list of texts, not "a"'),
        (("schools", 2, "capacity"), 0.5, f"schools[2].capacity: expected a whole number from 0 to {10**15}, not 0.5"),
    ],
)
def test_the_words(place: Place, value: object, line: str) -> None:
    assert problems_of(changed(place, value, document())) == [line]


@pytest.mark.parametrize(
    ("locked", "lines"),
    [
        ([("s2", "p2", "10:00")], ['locked[0].partner: expected a partner that is paired with "s2", not "p2"']),
        ([("s1", "p2", "10:30")], ['locked[0].slot: expected a slot of both sides, not "10:30"']),
        ([("s3", "p1", "10:00")], ['locked[0].slot: expected a slot of both sides, not "10:00"']),
        ([("s1", "p1", "noon")], ['locked[0].slot: expected a slot of both sides, not "noon"']),
        ([("s1", "p1", "10:00"), ("s1", "p1", "10:30")], ["locked[1].partner: duplicate"]),
        ([("s1", "p1", "10:00"), ("s1", "p1", "10:00")], ["locked[1].partner: duplicate"]),
        (
            [("s1", "p1", "10:00"), ("s2", "p1", "10:00")],
            ['locked[1].slot: expected a slot without another locked meeting of either side, not "10:00"'],
        ),
        (
            [("s1", "p1", "10:00"), ("s1", "p2", "10:00")],
            ['locked[1].slot: expected a slot without another locked meeting of either side, not "10:00"'],
        ),
        (
            [("s1", "p1", "10:00"), ("s2", "p1", "10:30"), ("s3", "p1", "11:00")],
            ['locked[2].partner: expected at most 2 locked meetings of "p1"'],
        ),
        (
            [("s9", "p9", "noon")],
            [
                'locked[0].school: expected the id of a school, not "s9"',
                'locked[0].partner: expected the id of a partner, not "p9"',
            ],
        ),
    ],
)
def test_locked_meetings_that_cannot_be_kept(locked: list[tuple[str, str, str]], lines: list[str]) -> None:
    assert problems_of(document(locked)) == lines


def test_over_a_capacity_is_one_fault_a_side() -> None:
    value = document([("s1", "p1", "10:00"), ("s2", "p1", "10:30"), ("s3", "p1", "11:00")])
    value["partners"][0]["capacity"] = value["schools"][2]["capacity"] = 0
    assert problems_of(value) == [
        'locked[0].partner: expected at most 0 locked meetings of "p1"',
        'locked[2].school: expected at most 0 locked meetings of "s3"',
    ]


def test_all_faults_at_once_in_the_order_of_the_contract() -> None:
    value = document([("s1", "p1", "10:00"), ("s1", "p2", "10:00"), ("s2", "p1", "noon")])
    value["pairs"][3]["fit"] = NAN
    value["schools"][2]["capacity"] = "1"
    value["partners"][1]["slots"] = ["10:00", ""]
    assert [line.split(":")[0] for line in problems_of(value)] == [
        "schools[2].capacity",
        "partners[1].slots",
        "pairs[3].fit",
        "locked[1].slot",
        "locked[2].slot",
    ]


def test_locked_meetings_of_pairs_that_are_not_all_known() -> None:
    """Whether s2 and p2 are a pair cannot be told; that they meet in a slot of both sides can."""
    value = document([("s2", "p2", "10:00"), ("s1", "p2", "11:00")])
    value["pairs"][0]["partner"] = 1
    assert [line.split(":")[0] for line in problems_of(value)] == ["pairs[0].partner", "locked[1].slot"]
