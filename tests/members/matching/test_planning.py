"""The planner: the best plan of small events beside all plans there are, and what any plan keeps."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.matching.planning import plan_meetings
from members.matching.planning_records import Event, Pair, Participant, PlannedMeeting
from tests.members.matching.plans import (
    a_day,
    best_by_trial,
    event_of,
    faults,
    keeps_the_rules,
    pair,
    participant,
    value_of,
)

SLOTS = "abc"
FITS = st.integers(0, 10).map(lambda tenths: tenths / 10) | st.floats(0, 1)


def side(letter: str, most: int) -> st.SearchStrategy[list[Participant]]:
    one = st.builds(
        Participant,
        id=st.integers(1, most).map(f"{letter}{{}}".format),
        capacity=st.integers(0, 3),
        slots=st.frozensets(st.sampled_from(SLOTS)) | st.just(frozenset(SLOTS)),
    )
    return st.lists(one, max_size=most, unique_by=lambda one: one.id)


@st.composite
def events(draw: st.DrawFn, most_pairs: int = 7) -> Event:
    """Small events with some locked meetings."""
    schools, partners = draw(side("s", 4)), draw(side("p", 3))
    possible = [(one.id, other.id) for one in schools for other in partners]
    names = draw(st.lists(st.sampled_from(possible), max_size=most_pairs, unique=True)) if possible else []
    pairs = [Pair(school=one, partner=other, fit=draw(FITS), mutual=draw(st.booleans())) for one, other in names]
    event = event_of(schools, partners, pairs)
    for names_of_pair, slot in (
        draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(SLOTS)), max_size=3)) if names else []
    ):
        more = replace(event, locked=(*event.locked, PlannedMeeting(slot, *names_of_pair)))
        event = event if faults(more, list(more.locked)) else more
    return event


@settings(max_examples=200, deadline=None)
@given(events())
def test_no_plan_is_better(event: Event) -> None:
    plan = plan_meetings(event)
    assert keeps_the_rules(event, plan)
    assert plan.gap is None
    schools, objective = best_by_trial(event)
    assert len(event.schools) - len(plan.unplaced) == schools
    assert plan.objective == pytest.approx(objective, abs=2e-6)


@settings(max_examples=60, deadline=None)
@given(events(most_pairs=12), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(event: Event, rng: random.Random) -> None:
    parts = {key: list(getattr(event, key)) for key in ("schools", "partners", "pairs", "locked")}
    for values in parts.values():
        rng.shuffle(values)
    assert plan_meetings(Event(**{key: tuple(values) for key, values in parts.items()})) == plan_meetings(event)


@settings(max_examples=60, deadline=None)
@given(events(most_pairs=12))
def test_a_plan_without_time_keeps_the_rules(event: Event) -> None:
    plan = plan_meetings(event, time_limit=0)
    best = plan_meetings(event)
    assert keeps_the_rules(event, plan)
    assert value_of(event, plan.meetings) <= (value_of(event, best.meetings)[0], best.objective + 1e-6)
    if plan.gap is not None:
        assert 0 <= plan.gap <= 1


@pytest.mark.parametrize("presence", [(0.5, 0.4), (1.0, 1.0), (0.9, 0.9)])
def test_an_event_of_some_size(presence: tuple[float, float]) -> None:
    event = a_day(random.Random(3), schools=30, partners=12, slots=6, pairs=5, presence=presence)
    plan = plan_meetings(event)
    assert keeps_the_rules(event, plan)
    assert plan.gap is None
    assert plan.meetings == plan_meetings(event).meetings


@settings(max_examples=60, deadline=None)
@given(events(most_pairs=12))
def test_no_meeting_could_be_earlier(event: Event) -> None:
    meetings = plan_meetings(event).meetings
    for one in set(meetings) - set(event.locked):
        rest = [other for other in meetings if other != one]
        for slot in (slot for slot in SLOTS if slot < one.slot):
            assert faults(event, [*rest, replace(one, slot=slot)])


def test_schools_come_before_the_sum() -> None:
    """One partner with one place: both would take it, and only the poorer pair leaves a place for the other."""
    event = event_of(
        [participant("s1", 1, "a"), participant("s2", 1, "a")],
        [participant("p1", 1, "a"), participant("p2", 1, "a")],
        [pair("s1", "p1", 1.0, mutual=True), pair("s1", "p2", 0.01), pair("s2", "p1", 0.01)],
    )
    plan = plan_meetings(event)
    assert plan.meetings == (PlannedMeeting("a", "s1", "p2"), PlannedMeeting("a", "s2", "p1"))
    assert (plan.unplaced, plan.objective) == ((), 0.02)


def test_not_all_schools_can_have_one() -> None:
    """Then the same number with the better sum."""
    event = event_of(
        [participant(name, 2, "ab") for name in ("s1", "s2", "s3")],
        [participant("p1", 2, "ab")],
        [pair("s1", "p1", 0.4), pair("s2", "p1", 0.5), pair("s3", "p1", 0.3, mutual=True)],
    )
    plan = plan_meetings(event)
    assert {one.school for one in plan.meetings} == {"s2", "s3"}
    assert (plan.unplaced, plan.objective) == (("s1",), 1.3)


def test_a_pair_that_weighs_nothing_still_gives_a_school_its_meeting() -> None:
    event = event_of(
        [participant("s1", 1, "ab")],
        [participant("p1", 1, "ab"), participant("p2", 1, "a")],
        [pair("s1", "p1", 0.0), pair("s1", "p2", 0.0)],
    )
    plan = plan_meetings(event)
    assert (len(plan.meetings), plan.unplaced, plan.objective, plan.gap) == (1, (), 0.0, None)


def test_what_both_asked_for_counts_half_more() -> None:
    event = event_of(
        [participant("s1", 1, "a")],
        [participant("p1", 1, "a"), participant("p2", 1, "a")],
        [pair("s1", "p1", 0.9), pair("s1", "p2", 0.41, mutual=True)],
    )
    assert plan_meetings(event).meetings == (PlannedMeeting("a", "s1", "p2"),)


def test_a_difference_in_the_sixth_decimal_counts_in_a_large_sum() -> None:
    crowd = [f"s{number:03}" for number in range(80)]
    event = event_of(
        [participant(name, 1, "a") for name in ["x", *crowd]],
        [participant(name, 1, "a") for name in ["y1", "y2", *(f"p{name}" for name in crowd)]],
        [
            pair("x", "y1", 0.500001),
            pair("x", "y2", 0.500002),
            *(pair(name, f"p{name}", 0.9, mutual=True) for name in crowd),
        ],
    )
    assert PlannedMeeting("a", "x", "y2") in plan_meetings(event).meetings


def test_locked_meetings_stand_and_count() -> None:
    lock = PlannedMeeting("b", "s1", "p2")
    event = event_of(
        [participant("s1", 1, "ab"), participant("s2", 1, "b")],
        [participant("p1", 1, "ab"), participant("p2", 2, "ab")],
        [pair("s1", "p1", 1.0), pair("s1", "p2", 0.1), pair("s2", "p2", 0.8)],
        [lock],
    )
    plan = plan_meetings(event)
    assert plan.meetings == (lock,)
    assert (plan.unplaced, plan.objective) == (("s2",), 0.1)


def test_nobody_and_nothing() -> None:
    assert plan_meetings(event_of([], [], [])).meetings == ()
    alone = event_of([participant("s2", 3, "a"), participant("s1", 0, "")], [participant("p1", 1, "b")], [])
    plan = plan_meetings(alone)
    assert (plan.meetings, plan.unplaced, plan.swap_ideas, plan.objective) == ((), ("s1", "s2"), (), 0.0)
    assert plan.gap is None


def test_without_time_the_plan_has_a_gap() -> None:
    event = a_day(random.Random(5), schools=12, partners=5, slots=4, pairs=4, presence=(0.8, 0.8))
    best, quick = plan_meetings(event), plan_meetings(event, time_limit=0)
    assert best.gap is None
    assert quick.gap is not None
    assert quick.meetings
    assert (1 - quick.gap) * best.objective <= quick.objective + 1e-5


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schools": ("s1", "s1")}, "school given more than once: s1"),
        ({"partners": ("p1", "p1")}, "partner given more than once: p1"),
        ({"pairs": (("s1", "p1"), ("s1", "p1"))}, "pair given more than once: s1 - p1"),
        ({"pairs": ()}, "a locked meeting is of no listed pair"),
        ({"locked": ("as1p1", "bs1p1")}, "a pair is locked twice"),
        ({"locked": ("cs1p1",)}, "a locked meeting is in a slot in which a side is not free"),
        (
            {"pairs": (("s1", "p1"), ("s1", "p2")), "locked": ("as1p1", "as1p2")},
            "in a slot in which a side is not free",
        ),
        ({"pairs": (("s1", "p1"), ("s1", "p2")), "locked": ("as1p1", "bs1p2")}, "more meetings of a side are locked"),
    ],
)
def test_what_no_plan_can_keep_is_refused(changes: dict[str, tuple[str, ...]], message: str) -> None:
    parts = {"schools": ("s1",), "partners": ("p1", "p2"), "pairs": (("s1", "p1"),), "locked": ("as1p1",)} | changes
    event = event_of(
        [participant(name, 1, "ab") for name in parts["schools"]],
        [participant(name, 2, "ab") for name in parts["partners"]],
        [pair(*names, 0.5) for names in parts["pairs"]],
        [PlannedMeeting(one[0], one[1:3], one[3:]) for one in parts["locked"]],
    )
    with pytest.raises(ValueError, match=message):
        plan_meetings(event)


def test_a_pair_with_somebody_who_is_not_there() -> None:
    with pytest.raises(KeyError):
        plan_meetings(event_of([participant("s1", 1, "a")], [], [pair("s1", "p1", 0.5)]))
