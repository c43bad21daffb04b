"""What is done with partners: verbs, each in one transaction."""

from .merging import Undone, merge_partners, tell_apart, undo_merge
from .saving import save_partner
from .searches import delete_search, note_use, save_search, switch_alert
from .shortlist import NoteChangedError, add_to_shortlist, change_note, remove_from_shortlist
from .states import confirm_partners, set_status, verify_partners

__all__ = [
    "NoteChangedError",
    "Undone",
    "add_to_shortlist",
    "change_note",
    "confirm_partners",
    "delete_search",
    "merge_partners",
    "note_use",
    "remove_from_shortlist",
    "save_partner",
    "save_search",
    "set_status",
    "switch_alert",
    "tell_apart",
    "undo_merge",
    "verify_partners",
]
