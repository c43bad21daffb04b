"""What is done with partners: verbs, each in one transaction."""

from .merging import Undone, merge_partners, tell_apart, undo_merge
from .saving import save_partner
from .states import confirm_partners, set_status, verify_partners

__all__ = [
    "Undone",
    "confirm_partners",
    "merge_partners",
    "save_partner",
    "set_status",
    "tell_apart",
    "undo_merge",
    "verify_partners",
]
