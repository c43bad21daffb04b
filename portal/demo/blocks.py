"""Content tables turned into the raw data of a StreamField, with identifiers that stay the same from run to run."""

import uuid
from collections.abc import Callable
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .content import ContentError, Table
from .markup import PageId, rich_text

NAMESPACE = uuid.UUID("6f3c1c0e-27b5-4a8a-9a55-0c2a3a7e51d4")


def stable_id(*path: object) -> str:
    """An identifier made of a path, the same in both languages and in every run."""
    return str(uuid.uuid5(NAMESPACE, "/".join(str(part) for part in path)))


class BlockWriter:
    """Writes raw block data. The three functions find what choosers name: an address, a picture, a file."""

    def __init__(self, page_id: PageId, image_id: Callable[[str], int], document_id: Callable[[str], int]) -> None:
        self._page_id = page_id
        self._image_id = image_id
        self._document_id = document_id

    def stream(self, block: blocks.StreamBlock, items: list[Table], path: str) -> list[Table]:
        """The raw data of a stream: each item is a table with its `type` and the fields of the block, or its `value`.

        Raises `ContentError` for unknown types.
        """
        return [self._item(block, item, f"{path}/{number}") for number, item in enumerate(items)]

    def _item(self, block: blocks.StreamBlock, item: Table, path: str) -> Table:
        kind = item["type"]
        if kind not in block.child_blocks:
            raise ContentError(f"{path}: there is no block “{kind}”")
        rest = {key: value for key, value in item.items() if key != "type"}
        value = rest["value"] if set(rest) == {"value"} else rest
        return {"type": kind, "value": self._value(block.child_blocks[kind], value, path), "id": stable_id(path)}

    def _value(self, block: blocks.Block, value: Any, path: str) -> Any:
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, value, path)
        if isinstance(block, blocks.ListBlock):
            return [
                {"type": "item", "value": self._value(block.child_block, one, f"{path}/{n}"), "id": stable_id(path, n)}
                for n, one in enumerate(value)
            ]
        if isinstance(block, blocks.RichTextBlock):
            return rich_text(value, self._page_id)
        if isinstance(block, blocks.PageChooserBlock):
            return self._page_id(value if value.startswith("/") else f"/casestudies/{value}/")
        if isinstance(block, ImageChooserBlock):
            return self._image_id(value)
        if isinstance(block, DocumentChooserBlock):
            return self._document_id(value)
        return str(value) if isinstance(block, blocks.DecimalBlock) else value

    def _struct(self, block: blocks.StructBlock, value: Table, path: str) -> Table:
        unknown = set(value) - set(block.child_blocks)
        if unknown:
            raise ContentError(f"{path}: no such fields: {', '.join(sorted(unknown))}")
        return {
            name: self._value(child, value[name], f"{path}/{name}") if name in value else _nothing(child)
            for name, child in block.child_blocks.items()
        }


def _nothing(block: blocks.Block) -> Any:
    """What the editor stores for a field that is left out: a text is empty, not missing."""
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
        return ""
    return block.get_prep_value(block.get_default())
