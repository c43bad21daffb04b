"""Which column a foreign heading probably means: known by another name, or like one of our headings."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from .cells import folded
from .columns import Column

_LIKE_ENOUGH = 70  # of 100: a heading less like ours is proposed for nothing


def propose(headings: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    """The name of a column for each heading that is like one; no column is proposed twice, the likest heading wins."""
    words: dict[str, str] = {}
    for column in columns:
        words |= dict.fromkeys(column.headings(), column.name)
        words |= {folded(alias): column.name for alias in column.aliases}
    scored = []
    for heading in headings:
        for word, score, _key in process.extract(folded(heading), words.keys(), scorer=_likeness, limit=5):
            if score >= _LIKE_ENOUGH:
                scored.append((-score, heading, words[word]))
    found: dict[str, str] = {}
    for _score, heading, name in sorted(scored):
        if heading not in found and name not in found.values():
            found[heading] = name
    return found


def _likeness(one: str, other: str, **options: object) -> float:
    """Of 100: how like two headings are; one that ends in the other, as 代表電話番号 in 電話番号, is quite like it."""
    shorter, longer = sorted((one, other), key=len)
    whole = fuzz.ratio(one, other)
    return max(whole, 90.0) if len(shorter) >= 2 and longer.endswith(shorter) else whole
