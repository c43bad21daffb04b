"""Which pairs are ideas for the desk, and what they would gain."""

from __future__ import annotations

from members.matching.planning_records import PlannedMeeting, SwapIdea
from members.matching.swap_ideas import swap_ideas
from tests.members.matching.plans import event_of, pair, participant

MET = [PlannedMeeting("a", "s1", "p1"), PlannedMeeting("a", "s2", "p2")]


def ideas(
    fit: float, *, capacity: tuple[int, int] = (1, 1), met: tuple[float, float] = (0.5, 0.4), slots: str = "a"
) -> tuple[SwapIdea, ...]:
    """The ideas when s1 meets p1 and s2 meets p2, and s1 and p2 are listed with a fit."""
    event = event_of(
        [participant("s1", capacity[0], slots), participant("s2", 1, "a")],
        [participant("p1", 1, "a"), participant("p2", capacity[1], "a")],
        [pair("s1", "p1", met[0]), pair("s2", "p2", met[1], mutual=True), pair("s1", "p2", fit)],
    )
    return swap_ideas(event, MET)


def test_both_would_gain() -> None:
    assert ideas(0.75) == (SwapIdea("s1", "p2", 0.25, 0.35),)


def test_one_would_not() -> None:
    assert ideas(0.55) == ()
    assert ideas(0.75, met=(0.9, 0.1)) == ()


def test_a_gain_must_be_over_a_tenth() -> None:
    """In binary, 0.8 - 0.7 is a little more than 0.1, and 0.4 - 0.3 a little more as well."""
    assert ideas(0.8, met=(0.7, 0.2)) == ()
    assert ideas(0.4, met=(0.3, 0.3)) == ()
    assert ideas(0.800001, met=(0.7, 0.7)) == (SwapIdea("s1", "p2", 0.100001, 0.100001),)


def test_a_side_with_a_free_place_gains_over_nothing() -> None:
    assert ideas(0.35, capacity=(2, 1), met=(0.5, 0.2)) == (SwapIdea("s1", "p2", 0.35, 0.15),)
    assert ideas(0.35, capacity=(2, 2), met=(0.5, 0.9)) == (SwapIdea("s1", "p2", 0.35, 0.35),)
    assert ideas(0.1, capacity=(2, 2)) == ()


def test_slots_are_not_asked() -> None:
    assert ideas(0.75, slots="b") == ideas(0.75)


def test_the_worst_of_several_meetings_counts() -> None:
    event = event_of(
        [participant("s1", 2, "ab")],
        [participant(name, 1, "ab") for name in ("p1", "p2", "p3")],
        [pair("s1", "p1", 0.9), pair("s1", "p2", 0.6), pair("s1", "p3", 0.8)],
    )
    meetings = [PlannedMeeting("a", "s1", "p1"), PlannedMeeting("b", "s1", "p2")]
    assert swap_ideas(event, meetings) == (SwapIdea("s1", "p3", 0.2, 0.8),)


def test_a_side_that_takes_nobody_gains_nothing() -> None:
    event = event_of([participant("s1", 0, "a")], [participant("p1", 1, "a")], [pair("s1", "p1", 0.9)])
    assert swap_ideas(event, []) == ()


def test_the_clearest_idea_stands_first() -> None:
    event = event_of(
        [participant(name, 1, "") for name in ("s1", "s2", "s3")],
        [participant("p1", 3, "")],
        [pair("s1", "p1", 0.5), pair("s3", "p1", 0.7), pair("s2", "p1", 0.5)],
    )
    assert [(one.school, one.gain_school) for one in swap_ideas(event, [])] == [("s3", 0.7), ("s1", 0.5), ("s2", 0.5)]
