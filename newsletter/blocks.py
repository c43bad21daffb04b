"""The blocks of an issue: those of every story, and the greeting."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import STORY_BLOCKS
from portal.core.blocks.text import RICH_TEXT_FEATURES


class GreetingBlock(blocks.StructBlock):
    """The opening words of an issue, signed by an office, not a person."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)
    signature = blocks.CharBlock(label=_("signature"), required=False, max_length=120)

    class Meta:
        icon = "comment"
        label = _("Greeting")
        template = "blocks/greeting.html"


class IssueBlock(blocks.StreamBlock):
    """The body of an issue, in the order in which it is read and printed."""

    def __init__(self, local_blocks: list[tuple[str, blocks.Block]] | None = None, **kwargs: object) -> None:
        super().__init__([("greeting", GreetingBlock()), *STORY_BLOCKS, *(local_blocks or [])], **kwargs)
