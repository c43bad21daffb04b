"""By what two entries of the register are recognised as one school: uniform forms of a name and of a web address."""

import re
import unicodedata
from urllib.parse import urlsplit

LONGEST_KEY = 160
# Words that one person writes and another leaves out.
_PASSED_OVER = frozenset({"the", "of", "and", "school", "de", "la", "du", "des"})
_WORD = re.compile(r"[^\W_]+")
# The voice marks of kana tell syllables apart; the accents of Latin letters often go missing.
_KANA_MARKS = "\u3099\u309a"
# Hosts that many schools share: there the first part of the path belongs to the school.
_SHARED_HOSTS = ("facebook.com", "instagram.com", "sites.google.com", "line.me", "note.com")


def name_key(name: str) -> str:
    """The name in any width, case and spelling of accents, without `School`, `the` and signs; empty for no letters."""
    parted = unicodedata.normalize("NFKD", name)
    plain = "".join(sign for sign in parted if sign in _KANA_MARKS or not unicodedata.combining(sign))
    words = _WORD.findall(unicodedata.normalize("NFC", plain).casefold())
    telling = [word for word in words if word not in _PASSED_OVER]
    return "".join(telling or words)[:LONGEST_KEY]


def web_key(address: str) -> str:
    """The host of a web address without `www.`, with the first part of the path where many schools share the host."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if any(host == shared or host.endswith(f".{shared}") for shared in _SHARED_HOSTS):
        host += "/" + parts.path.strip("/").partition("/")[0].casefold()
    return host[:LONGEST_KEY]
