"""A block of several fields."""

from typing import Any

from wagtail import blocks


class StructBlock(blocks.StructBlock):
    """Wagtail's block, of which the search reads what is there.

    Wagtail works out the default of each field as well, should the field be missing; that takes most of the time.
    """

    def get_searchable_content(self, value: Any) -> list[str]:
        present = ((block, value[name]) for name, block in self.child_blocks.items() if name in value)
        return [text for block, content in present for text in block.get_searchable_content(content)]
