"""What is done with an import: hand in, carry out, undo, start again, forget."""

from .forgetting import forget_old
from .steps import hand_in, is_last, start_again, start_applying, start_undoing
from .working import work

__all__ = ["forget_old", "hand_in", "is_last", "start_again", "start_applying", "start_undoing", "work"]
