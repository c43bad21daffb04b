"""`manage.py find_slots`: two calendars in as JSON, their common times out as JSON."""

from __future__ import annotations

from members.matching import Answer, main_find_slots
from members.suggestions.management.json_command import JsonCommand


class Command(JsonCommand):
    """Common times of a school and a partner, one query or a list of them."""

    help = "Find the times at which a school and a partner are both free: JSON in, JSON out, as docs/calendars.md says."

    def answer(self, text: bytes) -> Answer:
        return main_find_slots(text)
