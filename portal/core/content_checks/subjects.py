"""What a check is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wagtail.models import Page

from .contents import Kind, Piece
from .findings import Finding
from .known import Known


@dataclass(frozen=True)
class Subject:
    """A page, its pieces, what they refer to, and the language of the page."""

    page: Page
    pieces: list[Piece]
    known: Known
    language: str

    def of_kind(self, *kinds: Kind) -> Iterator[Piece]:
        return (piece for piece in self.pieces if piece.kind in kinds)


Check = Callable[[Subject], Iterator[Finding]]
