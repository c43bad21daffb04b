"""Plans of matching events: seconds, and how the plan stands beside two simpler ways to make one."""

import random
import time
from collections.abc import Callable

from members.matching.planning import TIME_LIMIT, plan_meetings
from members.matching.planning_fill import filled
from members.matching.planning_records import Event, PlannedMeeting
from tests.bench.deferred_acceptance import deferred_acceptance
from tests.bench.report import Report
from tests.members.matching.plans import a_day, faults, value_of

_TARGET = 2.0
_PRESENCES = {"there half of the time": (0.5, 0.4), "there most of the time": (0.9, 0.9), "there all day": (1.0, 1.0)}
_SEED = 20261001


def run(_cases: int, report: Report) -> None:
    """200 schools, 120 partners, 12 slots and 15 pairs a school; then 500, 300 and 20, with all the time there is."""
    for words, presence in _PRESENCES.items():
        report.heading(f"Plan for 200 schools, 120 partners, 12 slots, {words}")
        event = a_day(random.Random(_SEED), schools=200, partners=120, slots=12, pairs=15, presence=presence)
        _planned(report, event, target=_TARGET, proven=True)
        _beside(report, "best pairs first", event, lambda event: filled(event, ()))
        _beside(report, "deferred acceptance", event, deferred_acceptance)
    for words, presence in _PRESENCES.items():
        report.heading(f"Plan for 500 schools, 300 partners, 20 slots, {words}")
        event = a_day(random.Random(_SEED), schools=500, partners=300, slots=20, pairs=15, presence=presence)
        _planned(report, event, target=TIME_LIMIT, proven=False)
        _beside(report, "best pairs first", event, lambda event: filled(event, ()))
        _beside(report, "deferred acceptance", event, deferred_acceptance)


def _planned(report: Report, event: Event, *, target: float, proven: bool) -> None:
    started = time.perf_counter()
    plan = plan_meetings(event)
    report.seconds("plan", time.perf_counter() - started, target=target)
    _value(report, "plan", event, list(plan.meetings))
    report.line("… gap", "proven to be the best" if plan.gap is None else f"at most {plan.gap:.3%}")
    if proven and plan.gap is not None:
        report.missed.append("the plan is not proven to be the best")


def _beside(report: Report, name: str, event: Event, make: Callable[[Event], list[PlannedMeeting]]) -> None:
    started = time.perf_counter()
    meetings = make(event)
    taken = time.perf_counter() - started
    _value(report, f"{name} ({taken:.2f} s)", event, meetings)


def _value(report: Report, name: str, event: Event, meetings: list[PlannedMeeting]) -> None:
    if found := faults(event, meetings):
        raise AssertionError(found[:3])
    placed, objective = value_of(event, meetings)
    report.line(
        f"… {name}", f"{len(event.schools) - placed:4} schools without, {len(meetings):5} meetings, {objective:8.2f}"
    )
