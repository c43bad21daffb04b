"""The mails of a demo, which it writes into files of its folder."""

import email
import re
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

_BETWEEN_MAILS = b"\n" + b"-" * 79 + b"\n"


def mails(data: Path) -> list[EmailMessage]:
    """All mails of a demo, the oldest first."""
    files = sorted((data / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
    parts = [part for path in files for part in path.read_bytes().split(_BETWEEN_MAILS) if part.strip()]
    return [email.message_from_bytes(part, policy=default) for part in parts]


def words(mail: EmailMessage, kind: str = "plain") -> str:
    """A mail's text; its HTML with `kind="html"`."""
    body = mail.get_body([kind])
    assert body is not None
    return str(body.get_content())


def path_in(text: str, part: str) -> str:
    """The path of the first address in a text that contains `part`."""
    return next(path for path in re.findall(r"https?://[^/\s]+(/\S*)", text) if part in path)
