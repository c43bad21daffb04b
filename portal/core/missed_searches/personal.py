"""What must not be kept of typed words: whatever looks as if it told who somebody is, or were a key.

Names of people cannot be told from other words; see docs/data.md.
"""

import re
import unicodedata

_DIGITS_OF_A_NUMBER = 7
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MAIL = re.compile(r"@|\bat\b.+\bdot\b|mailto:")
# Digits with what people write between them: 03-1234-5678, (03) 1234 5678, +81.3.1234.5678
_NUMBER = re.compile(r"\d(?:[\s()\-\u2010-\u2015\u2212\u30fc.・/+]*\d)*")
# Letters and digits in one: an ID, a password, a link.
_KEY = re.compile(r"(?=[^\s]*[a-z])(?=[^\s]*\d)[a-z0-9_\-]{8,}")
_LINK = re.compile(r"https?:|www\.|/p/")


def looks_personal(typed: str) -> bool:
    """Whether a typed text looks like an e-mail address, a telephone number, a link, an ID or a password."""
    text = unicodedata.normalize("NFKC", typed).casefold()
    if _MAIL.search(text) or _LINK.search(text) or _KEY.search(text):
        return True
    numbers = _NUMBER.findall(text.translate(_KANJI_DIGITS))
    return any(sum(map(str.isdecimal, number)) >= _DIGITS_OF_A_NUMBER for number in numbers)
