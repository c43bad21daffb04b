"""Files of others that a kind of import knows: where their header stands, which rows count, what they say to us.

A layout looks at one row after the other, so that a file of a whole country takes no more memory than what is kept.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from .cells import Cell

LAST_HEADER_ROW = 5
"""In so many rows the header of a foreign file is looked for; titles may stand above it."""

Row = Mapping[str, Cell]
"""A row by heading, as the file spells it without white space."""


class Layout(ABC):
    """A file as somebody else publishes it. `columns` are the names of our columns that a kept row fills, in order.

    `title` (lazy) tells people of it. `most_rows` is how many rows such a file may have, passed over or not.
    """

    title: ClassVar[Any]
    columns: ClassVar[Sequence[str]]
    most_rows: ClassVar[int]

    @abstractmethod
    def knows(self, headings: Sequence[str]) -> bool:
        """Whether a row with these cells is the header of such a file; white space is taken out of them."""

    @abstractmethod
    def read(self, row: Row, leave: Callable[..., None]) -> Sequence[Cell] | None:
        """The cells of a row in our columns, or None for one that does not count.

        Then `leave(reason)` is called with a short code, by which such rows are counted, and `leave(reason, key)` for
        one that shall be told by name. What cannot be made into our column is given as `cells.Refused`.
        """


def heading_of(cell: Any) -> str:
    """A heading without the line ends and spaces that a narrow column forces on it."""
    return "".join(str(cell or "").split())[:100]
