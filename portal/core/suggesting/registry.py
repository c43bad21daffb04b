"""Who proposes something: each room registers a suggester in the `ready()` of its app.

    register_suggester("casestudies", suggest_cases, order=20)

A suggester gets what was typed (folded, not empty) and the language, and gives few rows from memory, the best first.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from portal.core.search.lookup import folded_name

MOST = 8
"""So many rows are proposed at once."""
LONGEST_TYPED = 60
"""Of a longer text the rest is left out."""


@dataclass(frozen=True)
class Suggestion:
    """One row: what it says, what kind of thing it is (in the active language), and where choosing it leads.

    With `url` that page is opened; without, the label is searched for. Words stand before pages.
    """

    label: str
    kind: str
    url: str = ""
    number: int | None = None
    name: str = "q"

    @property
    def value(self) -> str:
        """What is put into the field."""
        return self.label


Suggester = Callable[[str, str], Iterable[Suggestion]]
_suggesters: dict[str, tuple[int, Suggester]] = {}


def register_suggester(name: str, suggester: Suggester, order: int = 100) -> None:
    """Let a room propose something; a second one of the same name replaces the first."""
    _suggesters[name] = (order, suggester)


def suggestions(typed: str, language: str) -> list[Suggestion]:
    """At most `MOST` rows for what was typed so far: as many of each kind as there is room for."""
    folded = folded_name(typed[:LONGEST_TYPED])
    if not folded:
        return []
    in_order = sorted(_suggesters.values(), key=lambda pair: pair[0])
    found = [row for _order, suggester in in_order for row in suggester(folded, language)]
    return _mixed(sorted(_once(found), key=lambda row: bool(row.url)))


def _once(rows: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The rows without those that do the same as one before."""
    seen: set[str] = set()
    for row in rows:
        does = row.url or folded_name(row.label)
        if does not in seen:
            seen.add(does)
            yield row


def _mixed(rows: Iterable[Suggestion]) -> list[Suggestion]:
    """`MOST` rows, as many of each kind as there is room for, in the order given."""
    of_kind: defaultdict[str, list[tuple[int, Suggestion]]] = defaultdict(list)
    for place, row in enumerate(rows):
        of_kind[row.kind].append((place, row))
    turns = (pair for turn in zip_longest(*of_kind.values()) for pair in turn if pair is not None)
    return [row for _place, row in sorted(islice(turns, MOST), key=lambda pair: pair[0])]
