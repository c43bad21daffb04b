"""Interests as bits: a hundred thousand subscribers are counted by one comparison each, in every database."""

from collections.abc import Iterable

from newsletter.vocabulary import Topic
from portal.core.vocabulary import SchoolType

# The place of a code in these lists is its bit. Only ever add at the end.
SCHOOL_TYPE_BITS = tuple(SchoolType.values)
TOPIC_BITS = tuple(Topic.values)


def mask_of(codes: Iterable[str], bits: tuple[str, ...]) -> int:
    """The bits of these codes; unknown codes raise `ValueError`. None at all (0) stands for everything."""
    mask = 0
    for code in codes:
        mask |= 1 << bits.index(code)
    return mask


def codes_of(mask: int, bits: tuple[str, ...]) -> list[str]:
    """The codes of a mask, in the order of their bits."""
    return [code for index, code in enumerate(bits) if mask >> index & 1]
