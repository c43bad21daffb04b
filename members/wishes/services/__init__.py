"""The verbs of wishes. Each one is a transaction with a row lock, an audit entry, and effects after the commit."""

from .answers import IncompleteWishError, Opened, WishChangedError, plain, revise_wish, save_draft
from .drafts import DraftTooLargeError, forget_typed, keep_typed
from .entering import enter_wish
from .mails import want_mails
from .stages import change_stage, edit_at_desk, hand_in_wish, submit_wish, withdraw_wish

__all__ = [
    "DraftTooLargeError",
    "IncompleteWishError",
    "Opened",
    "WishChangedError",
    "change_stage",
    "edit_at_desk",
    "enter_wish",
    "forget_typed",
    "hand_in_wish",
    "keep_typed",
    "plain",
    "revise_wish",
    "save_draft",
    "submit_wish",
    "want_mails",
    "withdraw_wish",
]
