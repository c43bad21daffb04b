"""A page taken apart into its pieces, from what is stored in it: no query is made for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from portal.core.media.models import PortalDocument, PortalImage

from .findings import Path, inner_block
from .markup import Markup, read_markup


class Kind(Enum):
    """What a piece is: its value is a text, stored markup, an address, or the primary key of what was chosen."""

    TEXT = "text"
    MARKUP = "markup"
    ADDRESS = "address"
    IMAGE = "image"
    DOCUMENT = "document"
    PAGE = "page"


@dataclass(frozen=True)
class Piece:
    kind: Kind
    path: Path
    value: Any

    @cached_property
    def markup(self) -> Markup:
        """The piece of markup, taken apart."""
        return read_markup(self.value)

    @property
    def words(self) -> str:
        """What a reader reads of a text; empty for what was chosen."""
        if self.kind is Kind.MARKUP:
            return self.markup.text
        return self.value if self.kind is Kind.TEXT else ""


# The first that fits decides: Wagtail derives some of these from others.
_KINDS_OF_BLOCKS: tuple[tuple[type[Any], Kind], ...] = (
    (blocks.RichTextBlock, Kind.MARKUP),
    (blocks.URLBlock, Kind.ADDRESS),
    (ImageChooserBlock, Kind.IMAGE),
    (DocumentChooserBlock, Kind.DOCUMENT),
    (blocks.PageChooserBlock, Kind.PAGE),
    (blocks.CharBlock, Kind.TEXT),
    (blocks.TextBlock, Kind.TEXT),
)
_KINDS_OF_MODELS: tuple[tuple[type[Any], Kind], ...] = (
    (PortalImage, Kind.IMAGE),
    (PortalDocument, Kind.DOCUMENT),
    (Page, Kind.PAGE),
)


def pieces_of(page: Page) -> list[Piece]:
    """All pieces that an editor writes or chooses, in the order of the page's fields."""
    model: Any = type(page)
    return [piece for name in content_fields(model) for piece in _pieces_of_field(page, name)]


@lru_cache
def content_fields(model: type[Page]) -> tuple[str, ...]:
    """The names of the fields that hold content: the title, and all of the page type's own that are no codes."""
    own = [field for field in model._meta.concrete_fields if field.model is not Page and _is_content(field)]
    return ("title", *(field.name for field in own))


def _is_content(field: Any) -> bool:
    if isinstance(field, models.ForeignKey):
        return not isinstance(field, models.OneToOneField) and _kind_of_model(field.related_model) is not None
    if not field.editable or field.choices or isinstance(field, models.SlugField | models.EmailField):
        return False
    return isinstance(field, models.CharField | models.TextField | StreamField)


def _kind_of_model(model: Any) -> Kind | None:
    return next((kind for base, kind in _KINDS_OF_MODELS if issubclass(model, base)), None)


def _pieces_of_field(page: Page, name: str) -> Iterator[Piece]:
    field = page._meta.get_field(name)
    if isinstance(field, StreamField):
        yield from _pieces_of_block(field.stream_block, getattr(page, name).raw_data, (name,))
        return
    value = getattr(page, field.attname)
    if value in (None, ""):
        return
    if isinstance(field, models.ForeignKey):
        kind = _kind_of_model(field.related_model)
    elif isinstance(field, RichTextField):
        kind = Kind.MARKUP
    else:
        kind = Kind.ADDRESS if isinstance(field, models.URLField) else Kind.TEXT
    if kind is not None:
        yield Piece(kind, (name,), value)


def _pieces_of_block(block: Any, raw: Any, path: Path) -> Iterator[Piece]:
    """Walks what is stored along the definition of the blocks; what no definition knows is passed over."""
    for step, value in _rows(block, raw):
        inner = inner_block(block, step)
        if inner is not None:
            yield from _pieces_of_block(inner, value, (*path, step))
    kind = next((kind for base, kind in _KINDS_OF_BLOCKS if isinstance(block, base)), None)
    if kind is not None and raw not in (None, ""):
        yield Piece(kind, path, raw)


def _rows(block: Any, raw: Any) -> Iterator[tuple[str, Any]]:
    """What lies directly inside a block: the step to it, and what is stored there."""
    if not raw:
        return
    if isinstance(block, blocks.BaseStructBlock):
        yield from raw.items()
    elif isinstance(block, blocks.BaseStreamBlock):
        for number, row in enumerate(raw):
            yield f"{number}:{row['type']}", row["value"]
    elif isinstance(block, blocks.ListBlock):
        for number, row in enumerate(raw):
            # Rows of an old version are stored without their identity.
            is_whole = isinstance(row, dict) and row.get("type") == "item"
            yield f"{number}:", row["value"] if is_whole else row
