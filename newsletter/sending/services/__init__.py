"""What the desk does with a mailing and with its mails. Each step is one transaction under the lock of the mailing."""

from .deciding import AGAIN, SENT, decide_unknown, retry_failed
from .mailings import approve, cancel, change, create, discard, pause, recall, resume, send_back, submit

__all__ = [
    "AGAIN",
    "SENT",
    "approve",
    "cancel",
    "change",
    "create",
    "decide_unknown",
    "discard",
    "pause",
    "recall",
    "resume",
    "retry_failed",
    "send_back",
    "submit",
]
