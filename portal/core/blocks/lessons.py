"""Blocks that a teacher takes into the classroom: what to have ready, and the course of a lesson."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .structs import StructBlock


class ChecklistItemBlock(StructBlock):
    when = blocks.CharBlock(label=_("by when"), required=False, max_length=40)
    text = blocks.CharBlock(label=_("what"), max_length=160)


class ChecklistBlock(StructBlock):
    """Things to have ready, each with a box to tick on paper."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    items = blocks.ListBlock(ChecklistItemBlock(), label=_("things to do"), min_num=1)

    class Meta:
        icon = "tick"
        label = _("Checklist")
        template = "blocks/checklist.html"


class LessonStepBlock(StructBlock):
    minutes = blocks.CharBlock(label=_("minutes"), max_length=20)
    activity = blocks.TextBlock(label=_("what pupils do"))
    hint = blocks.TextBlock(label=_("what helps"), required=False)


class LessonPlanBlock(StructBlock):
    """An idea for one lesson, step by step."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    suits = blocks.CharBlock(label=_("grades and subject"), required=False, max_length=120)
    aim = blocks.TextBlock(label=_("aim"), required=False)
    steps = blocks.ListBlock(LessonStepBlock(), label=_("steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Idea for a lesson")
        template = "blocks/lesson_plan.html"


LESSON_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("checklist", ChecklistBlock()),
    ("lesson_plan", LessonPlanBlock()),
]
