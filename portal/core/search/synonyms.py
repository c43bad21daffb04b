"""Groups of words that mean the same, as the search knows them (pure; the rows come from `models.Synonym`)."""

import re
from collections.abc import Iterable
from functools import lru_cache

from .text import key

_SEPARATOR = re.compile(r"[\n\r,，、､]+")


def split_words(text: str) -> list[str]:
    """The words of a group as staff types them: one a line, or divided by commas of any kind."""
    return [word for word in (part.strip() for part in _SEPARATOR.split(text)) if word]


class SynonymTable:
    """All groups, to be asked by any spelling of a word."""

    def __init__(self, groups: Iterable[str]) -> None:
        self._groups: dict[str, tuple[str, ...]] = {}
        for group in groups:
            members = {key(word): word for word in split_words(group) if key(word)}
            for word_key in members:
                self._groups.setdefault(word_key, tuple(members.values()))

    def __contains__(self, text: str) -> bool:
        return key(text) in self._groups

    def words(self) -> list[str]:
        """Every word of every group, each once, in the order of the groups."""
        return list(dict.fromkeys(word for group in self._groups.values() for word in group))

    def others(self, text: str) -> list[str]:
        """The other words of the group the text belongs to, in the order of the group; empty without a group."""
        own = key(text)
        return [word for word in self._groups.get(own, ()) if key(word) != own]


@lru_cache(maxsize=4)
def table_of(groups: tuple[str, ...]) -> SynonymTable:
    """The table of these groups; remembered, as the groups change far less often than they are asked."""
    return SynonymTable(groups)
