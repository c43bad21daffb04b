from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choices import CodeBlock
from .structs import StructBlock

RICH_TEXT_FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link", "ruby"]


class NoteKind(models.TextChoices):
    INFORMATION = "information", _("Information")
    WAITING = "waiting", _("Something to do")
    OPPORTUNITY = "opportunity", _("Good news")


class Speaker(models.TextChoices):
    """Who is quoted. Never a name: the grade or the office is enough."""

    PUPIL = "pupil", _("Pupil")
    TEACHER = "teacher", _("Teacher")
    PARTNER = "partner", _("Partner school")


class ParagraphBlock(StructBlock):
    """A section of text under a heading of its own."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"


class NoteBlock(StructBlock):
    """A notice that stands out."""

    kind = CodeBlock(choices=NoteKind.choices, default=NoteKind.INFORMATION, label=_("kind"))
    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    text = blocks.RichTextBlock(label=_("text"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "blocks/note.html"


class QuoteBlock(StructBlock):
    """What somebody said, without a name."""

    speaker = CodeBlock(choices=Speaker.choices, default=Speaker.PUPIL, label=_("who"))
    text = blocks.TextBlock(label=_("words"), help_text=_("Do not write names of pupils."))
    detail = blocks.CharBlock(label=_("grade or office"), required=False, max_length=80)

    class Meta:
        icon = "openquote"
        label = _("Voice")
        template = "blocks/quote.html"
