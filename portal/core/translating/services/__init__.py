"""What the desk does with translations; each function is one transaction a page and leaves an entry in the history."""

from .following import follow_again, take_over
from .publishing import NotReadyError, publish_translation

__all__ = ["NotReadyError", "follow_again", "publish_translation", "take_over"]
