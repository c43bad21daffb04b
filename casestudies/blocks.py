"""What a case study holds in rows: the timetable, voices, photographs, files, and the cases it points to."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.core.blocks import FigureBlock, QuoteBlock
from portal.core.blocks.structs import StructBlock


class TimetableRowBlock(StructBlock):
    """A moment of the day and what happened then; the time is Japan time."""

    time = blocks.CharBlock(label=_("time"), max_length=20, help_text=_("For example 9:40 or 9:40–9:50, Japan time."))
    activity = blocks.CharBlock(label=_("activity"), max_length=200)

    class Meta:
        icon = "time"
        label = _("Row of the timetable")


class TimetableBlock(blocks.StreamBlock):
    row = TimetableRowBlock()

    class Meta:
        label = _("Timetable of the day")


class VoicesBlock(blocks.StreamBlock):
    voice = QuoteBlock()

    class Meta:
        label = _("Voices")


class PhotographsBlock(blocks.StreamBlock):
    photograph = FigureBlock()

    class Meta:
        label = _("Photographs")
        max_num = 12


class AttachmentKind(models.TextChoices):
    """What a file is for."""

    WORKSHEET = "worksheet", _("Worksheet")
    RUNNING_ORDER = "running_order", _("Running order and script")
    SLIDES = "slides", _("Slides")
    OTHER = "other", pgettext_lazy("kind of file", "Other")


class AttachmentValue(blocks.StructValue):
    @property
    def is_public(self) -> bool:
        """Whether the file is there and everybody may have it."""
        document = self.get("document")
        return document is not None and document.is_publishable

    @property
    def kind_label(self) -> str:
        """What the file is for, in the active language."""
        return str(AttachmentKind(self["kind"]).label)

    @property
    def title(self) -> str:
        """The title in the active language; empty when the file is gone."""
        document = self.get("document")
        return document.localised_title() if document is not None else ""


class AttachmentBlock(StructBlock):
    """A file that other schools may use as it is."""

    kind = blocks.ChoiceBlock(
        choices=AttachmentKind.choices, default=AttachmentKind.WORKSHEET, label=pgettext_lazy("of a file", "kind")
    )
    document = DocumentChooserBlock(label=_("document"))

    class Meta:
        icon = "doc-full"
        label = _("Attachment")
        value_class = AttachmentValue

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Kind, title and address of a file that everybody may have; empty otherwise."""
        if not value.is_public:
            return {}
        document = value["document"]
        return {"kind": value["kind"], "title": value.title, "url": document.url}


class AttachmentsBlock(blocks.StreamBlock):
    attachment = AttachmentBlock()

    class Meta:
        label = _("Attachments")
        max_num = 10


class RelatedCasesBlock(blocks.StreamBlock):
    case = blocks.PageChooserBlock(page_type="casestudies.CaseStudyPage", label=_("case study"))

    class Meta:
        label = _("Related case studies")
        max_num = 3
        required = False
