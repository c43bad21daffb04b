"""`manage.py match`: wishes and partners in as JSON, suggestions out as JSON."""

from __future__ import annotations

from members.matching import Answer, main_match
from members.suggestions.management.json_command import JsonCommand


class Command(JsonCommand):
    """Partners for wishes."""

    help = "Suggest partners for wishes: JSON in, JSON out, as docs/matching.md says."

    def answer(self, text: bytes) -> Answer:
        return main_match(text)
