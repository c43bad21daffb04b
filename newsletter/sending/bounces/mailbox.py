"""The mailbox to which mails come back, read by IMAP."""

import contextlib
import imaplib
import logging
import ssl
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .parsing import LARGEST
from .taking_in import Taken, take_in

logger = logging.getLogger("portal.newsletter")

MOST = 500
"""So many mails are read at once; the rest comes the next time."""
_TIMEOUT = 30
_PORTS = {"imap": 143, "imaps": 993}


def read_mailbox(url: str | None = None) -> Counter[Taken]:
    """Take in the unread mails of a mailbox, given as `imaps://user:password@host:port/INBOX`; how many of each.

    Without `url` that of the settings; nothing happens where there is none. A mail is marked as read when what follows
    from it is committed, so that a killed worker reads it again. What is not understood is flagged for the desk.
    Raises `ImproperlyConfigured` for a wrong address, `OSError` or `imaplib.IMAP4.error` when the server fails.
    """
    address = settings.NEWSLETTER_BOUNCE_MAILBOX if url is None else url
    found: Counter[Taken] = Counter()
    if not address:
        return found
    with _opened(address) as box:
        for number in _unread(box)[:MOST]:
            raw = _fetch(box, number)
            if raw is None:
                continue
            taken = take_in(raw)
            found[taken] += 1
            flags = r"(\Seen \Flagged)" if taken is Taken.NOT_UNDERSTOOD else r"(\Seen)"
            box.uid("STORE", number, "+FLAGS", flags)
    if found:
        logger.info("returned mails: %s", ", ".join(f"{taken.value} {number}" for taken, number in found.items()))
    return found


@contextlib.contextmanager
def _opened(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is None:
        raise ImproperlyConfigured("NEWSLETTER_BOUNCE_MAILBOX must be imaps://user:password@host/INBOX.")
    place = (parts.hostname, parts.port or _PORTS[parts.scheme])
    box: imaplib.IMAP4
    if parts.scheme == "imaps":
        box = imaplib.IMAP4_SSL(*place, ssl_context=ssl.create_default_context(), timeout=_TIMEOUT)
    else:
        box = imaplib.IMAP4(*place, timeout=_TIMEOUT)
    try:
        box.login(unquote(parts.username), unquote(parts.password or ""))
        name = unquote(parts.path.lstrip("/")) or "INBOX"
        quoted = name.replace("\\", "\\\\").replace('"', '\\"')
        answer, said = box.select(f'"{quoted}"')
        if answer != "OK":
            raise imaplib.IMAP4.error(f"the mailbox cannot be opened: {said!r}")
        yield box
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            box.logout()


def _unread(box: imaplib.IMAP4) -> list[str]:
    _answer, found = box.uid("SEARCH", "UNSEEN")
    return found[0].decode("ascii").split() if found and found[0] else []


def _fetch(box: imaplib.IMAP4, number: str) -> bytes | None:
    """The beginning of a mail. Looking at it does not mark it as read."""
    _answer, found = box.uid("FETCH", number, f"(BODY.PEEK[]<0.{LARGEST}>)")
    return next((part[1] for part in found if isinstance(part, tuple)), None)
