"""Names in memory, found by their beginning or any other part, whatever the spelling: for suggestions while typing."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, islice

from .text import fold, words

_MOST_TRIED = 2_000
# Letters are looked for where a word begins; of kana, where words run into one another, a single one only in front.
_LETTERS = re.compile(r"[^\W\u3000-\U0010ffff]+( [^\W\u3000-\U0010ffff]+)*")
_SINGLE_KANA = re.compile(r"[\u3041-\u30ff]")


@lru_cache(maxsize=2**17)  # a change of one name is no reason to fold all others again
def folded_name(name: str) -> str:
    """A name without differences of spelling, its words divided by one space."""
    return " ".join("".join(word) for word in words(fold(name)))


class NameLookup:
    """Finds the owners of names: pairs of a name and the number of what it belongs to, which may have several."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        pairs = [(folded_name(name), owner) for name, owner in names]
        self._owners = [owner for _name, owner in pairs]
        # One long text is searched far faster than many short ones; a line break stands before each name.
        self._text = "\n".join(("", *(name for name, _owner in pairs), ""))
        self._starts = list(accumulate((len(name) + 1 for name, _owner in pairs), initial=0))

    def __contains__(self, folded: str) -> bool:
        """Whether a folded text stands in any name."""
        return bool(folded) and folded in self._text

    def owners(self, folded: str) -> Iterator[int]:
        """Whose names begin with a folded text, then whose names hold it: each once, in the order given.

        At most `_MOST_TRIED` names are looked at for each of the two.
        """
        seen: set[int] = set()
        for needle in _needles(folded):
            for owner in islice(self._holders_of(needle), _MOST_TRIED):
                if owner not in seen:
                    seen.add(owner)
                    yield owner

    def _holders_of(self, needle: str) -> Iterator[int]:
        at = self._text.find(needle)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield self._owners[line]
            at = self._text.find(needle, self._starts[line + 1])


def _needles(typed: str) -> Iterator[str]:
    """What to look for in the names, each of which stands behind a line break."""
    if not typed:
        return
    yield f"\n{typed}"
    if _LETTERS.fullmatch(typed):
        yield f" {typed}"
    elif not _SINGLE_KANA.fullmatch(typed):
        yield typed
