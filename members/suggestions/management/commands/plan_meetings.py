"""`manage.py plan_meetings`: the schools and partners of an event in as JSON, who meets whom when out as JSON."""

from __future__ import annotations

from members.matching import Answer
from members.matching.planning_contract import main_plan_meetings
from members.suggestions.management.json_command import JsonCommand


class Command(JsonCommand):
    """The plan of a matching event."""

    help = "Plan the meetings of a matching event: JSON in, JSON out, as docs/matching.md says."

    def answer(self, text: bytes) -> Answer:
        return main_plan_meetings(text)
