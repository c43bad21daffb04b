"""Plans of matching events: seconds, and how the plan stands beside two simpler ways to make one."""

import random
import time
from collections.abc import Callable
from dataclasses import replace

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
    """Events of 200 schools that must be planned best in two seconds, and larger or fuller ones that may take 20."""
    for words, presence in _PRESENCES.items():
        _bench(report, words, _event(200, 120, 12, presence), best_within=_TARGET)
    for words, presence in _PRESENCES.items():
        _bench(report, words, _event(500, 300, 20, presence))
    full = _event(200, 120, 12, _PRESENCES["there most of the time"])
    _bench(report, "there most of the time, who can meet in every slot", _without_limits(full))


def _event(schools: int, partners: int, slots: int, presence: tuple[float, float]) -> Event:
    return a_day(random.Random(_SEED), schools=schools, partners=partners, slots=slots, pairs=15, presence=presence)


def _without_limits(event: Event) -> Event:
    """The same event, in which everybody takes as many meetings as it has slots."""
    schools, partners = (
        tuple(replace(one, capacity=len(one.slots)) for one in side) for side in (event.schools, event.partners)
    )
    return replace(event, schools=schools, partners=partners)


def _bench(report: Report, words: str, event: Event, best_within: float | None = None) -> None:
    """The plan, which must be proven when it is to be made `best_within` some seconds, and the two other ways."""
    slots = {slot for one in event.schools for slot in one.slots}
    report.heading(f"{len(event.schools)} schools, {len(event.partners)} partners, {len(slots)} slots, {words}")
    started = time.perf_counter()
    plan = plan_meetings(event)
    report.seconds("plan", time.perf_counter() - started, target=best_within or TIME_LIMIT)
    report.line("… gap", "proven to be the best" if plan.gap is None else f"at most {plan.gap:.3%}")
    if best_within and plan.gap is not None:
        report.missed.append(f"plan, {words}: not proven to be the best")
    _value(report, "plan", event, list(plan.meetings))
    _beside(report, "best pairs first", event, lambda event: filled(event, ()))
    _beside(report, "deferred acceptance", event, deferred_acceptance)


def _beside(report: Report, name: str, event: Event, make: Callable[[Event], list[PlannedMeeting]]) -> None:
    started = time.perf_counter()
    meetings = make(event)
    taken = time.perf_counter() - started
    _value(report, f"{name} ({taken:.2f} s)", event, meetings)


def _value(report: Report, name: str, event: Event, meetings: list[PlannedMeeting]) -> None:
    if found := faults(event, meetings):
        raise AssertionError(found[:3])
    placed, objective = value_of(event, meetings)
    without = len(event.schools) - placed
    report.line(f"… {name}", f"{without:4} schools without, {len(meetings):5} meetings, sum {objective:8.2f}")
