"""What a case study tells in rows: the timetable of the day and the voices."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import QuoteBlock


class TimetableRowBlock(blocks.StructBlock):
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
