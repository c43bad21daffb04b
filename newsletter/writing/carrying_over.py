"""What of an issue stays for the next one. Pure: stored blocks in, stored blocks out.

Kept is what every issue has: the greeting without its words, the contact, and sections whose heading stood in the issue
before as well, empty. Everything else belongs to the issue it was written for.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from wagtail import blocks

from newsletter.blocks import IssueBlock

RECURRING = ("feature", "text", "case_teaser", "results_chart", "questions", "voices")
"""The types of block that stay, empty, under a heading that recurs."""

Raw = Mapping[str, Any]


def carried_over(last: Iterable[Raw], before: Iterable[Raw] = ()) -> list[dict[str, Any]]:
    """The blocks of a new issue, from those of the last one and of the one before it; each gets an identity anew."""
    familiar = {(block["type"], _heading(block)) for block in before}
    found = []
    for block in last:
        value = _kept(block, familiar)
        if value is not None:
            found.append(new_block(block["type"], value))
    return found


def _kept(block: Raw, familiar: set[tuple[str, str]]) -> dict[str, Any] | None:
    kind = block["type"]
    if kind == "contact":
        return dict(block["value"])
    if kind == "greeting":
        return {**block["value"], "text": ""}
    heading = _heading(block)
    if kind in RECURRING and heading and (kind, heading) in familiar:
        return {**empty_value(kind), "heading": heading}
    return None


def _heading(block: Raw) -> str:
    value = block["value"]
    return (value.get("heading") or "").strip() if isinstance(value, dict) else ""


def empty_value(kind: str) -> dict[str, Any]:
    """What the editor stores for a block of this type before anything is written into it: lists have one empty row."""
    value: dict[str, Any] = _nothing(IssueBlock().child_blocks[kind])
    return value


def _nothing(block: blocks.Block) -> Any:
    if isinstance(block, blocks.StructBlock):
        return {name: _nothing(child) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [new_block("item", _nothing(block.child_block))]
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
        # A text is empty, not missing.
        return ""
    return block.get_prep_value(block.get_default())


def new_block(kind: str, value: Any) -> dict[str, Any]:
    """A block as it is stored, with an identity of its own."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
