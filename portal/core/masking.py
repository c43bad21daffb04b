"""Addresses that are keys: what stands in them must not be written into any log."""

import logging
import re

_KEYS = re.compile(
    r"(?P<before>/(?:p|school-card|members/(?:code|invitation|account/mail)|newsletter/(?:confirm|manage|unsubscribe))/)"
    r"(?!register/|again/)[^\s\"'?#]+"
)


def masked(text: str) -> str:
    """A text with `/p/…` in place of an address that holds a key."""
    return _KEYS.sub(r"\g<before>…", text)


class MaskedPaths(logging.Filter):
    """A filter for handlers and loggers: masks the addresses in the message and its parts."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(masked(each) if isinstance(each, str) else each for each in record.args)
        record.msg = masked(record.msg) if isinstance(record.msg, str) else record.msg
        return True
