"""The verbs of wishes. Each one is a transaction with a row lock, an audit entry, and effects after the commit."""

from .answers import IncompleteWishError, WishChangedError, revise_wish, save_draft
from .stages import change_stage, edit_at_desk, hand_in_wish, submit_wish, withdraw_wish

__all__ = [
    "IncompleteWishError",
    "WishChangedError",
    "change_stage",
    "edit_at_desk",
    "hand_in_wish",
    "revise_wish",
    "save_draft",
    "submit_wish",
    "withdraw_wish",
]
