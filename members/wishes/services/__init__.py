"""The verbs of wishes. Each one is a transaction with a row lock, an audit entry, and effects after the commit."""

from .answers import IncompleteWishError, WishChangedError, revise_wish, save_draft
from .stages import change_stage, submit_wish, withdraw_wish

__all__ = [
    "IncompleteWishError",
    "WishChangedError",
    "change_stage",
    "revise_wish",
    "save_draft",
    "submit_wish",
    "withdraw_wish",
]
