"""JSON in, JSON out for the planner of meetings: the contract of docs/matching.md as pure functions of bytes."""

from __future__ import annotations

from members.matching.contract import Answer, answered, written
from members.matching.parse import json_value
from members.matching.planning import TIME_LIMIT, plan_meetings
from members.matching.planning_parse import parse_event
from members.matching.planning_records import MeetingPlan


def main_plan_meetings(text: bytes) -> Answer:
    """What the command is to do with its input: bad input becomes exit code 2 and its problems."""
    return answered(run_plan_meetings, text)


def run_plan_meetings(text: bytes, *, time_limit: float = TIME_LIMIT) -> bytes:
    """The plan of an event, both JSON in UTF-8; raises `BadInput`.

    The same input, in any order of its lists, gives the same bytes, unless the limit (in seconds) ends the search.
    """
    return written(as_json(plan_meetings(parse_event(json_value(text)), time_limit=time_limit)))


def as_json(plan: MeetingPlan) -> dict[str, object]:
    """A plan as the contract writes it: objects, lists, texts, numbers."""
    document: dict[str, object] = {
        "meetings": [{"school": one.school, "partner": one.partner, "slot": one.slot} for one in plan.meetings],
        "unplaced": list(plan.unplaced),
        "swap_ideas": [
            {
                "school": one.school,
                "partner": one.partner,
                "gain_school": one.gain_school,
                "gain_partner": one.gain_partner,
            }
            for one in plan.swap_ideas
        ],
        "objective": plan.objective,
    }
    return document if plan.gap is None else document | {"gap": plan.gap}
