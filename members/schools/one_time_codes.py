"""How one-time codes are spelt on paper and read from what was typed."""

import unicodedata

# Without signs that are taken for one another on paper: 0 and o, 1 and l and i.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 3, 4
LENGTH = GROUPS * GROUP_LENGTH


def spell(digest: bytes) -> str:
    """A code of three groups of four signs from at least 16 random bytes: 31¹² codes, 59 bits."""
    number = int.from_bytes(digest[:16], "big")
    signs = []
    for _place in range(LENGTH):
        number, remainder = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[remainder])
    return "-".join("".join(signs[at : at + GROUP_LENGTH]) for at in range(0, LENGTH, GROUP_LENGTH))


def fold(typed: str) -> str:
    """What was typed as a code, comparable: half-width, lower case, letters and digits only, at most 40 of them."""
    text = unicodedata.normalize("NFKC", typed[:200]).casefold()
    return "".join(sign for sign in text if sign.isascii() and sign.isalnum())[:40]
