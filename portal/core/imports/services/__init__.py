"""What is done with an import: hand in, explain headings, carry out, undo, start again, forget."""

from .following import follow, resume_following
from .forgetting import forget_old
from .meanings import forget_meaning, meanings_of
from .steps import explain_headings, hand_in, is_last, start_again, start_applying, start_undoing
from .working import work

__all__ = [
    "explain_headings",
    "follow",
    "forget_meaning",
    "forget_old",
    "hand_in",
    "is_last",
    "meanings_of",
    "resume_following",
    "start_again",
    "start_applying",
    "start_undoing",
    "work",
]
