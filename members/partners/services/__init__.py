"""What is done with partners: verbs, each in one transaction."""

from .saving import save_partner
from .searches import delete_search, note_use, save_search, switch_alert
from .shortlist import add_to_shortlist, change_note, remove_from_shortlist

__all__ = [
    "add_to_shortlist",
    "change_note",
    "delete_search",
    "note_use",
    "remove_from_shortlist",
    "save_partner",
    "save_search",
    "switch_alert",
]
