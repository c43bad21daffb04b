"""The editor of a case study: one tab a step of the work, from the title to the approval."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)

SCHOOLS = [
    MultiFieldPanel(
        [
            FieldPanel("school_name"),
            FieldPanel("school_unnamed"),
            FieldRowPanel([FieldPanel("school_type"), FieldPanel("founder"), FieldPanel("municipality")]),
            FieldPanel("grades"),
            FieldRowPanel([FieldPanel("pupils"), FieldPanel("teachers"), FieldPanel("group_scale")]),
            FieldRowPanel([FieldPanel("first_timer"), FieldPanel("leading_school")]),
        ],
        heading=_("Our school"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("partner_school"),
            FieldPanel("partner_unnamed"),
            FieldPanel("partner_place"),
            FieldPanel("countries", classname="collapsed"),
            FieldRowPanel([FieldPanel("partner_age_min"), FieldPanel("partner_age_max")]),
            FieldPanel("partner_pupils"),
        ],
        heading=_("Partner school"),
    ),
]
EXCHANGE = [
    FieldPanel("exchange_types"),
    FieldRowPanel([FieldPanel("date_from"), FieldPanel("date_until")]),
    FieldRowPanel([FieldPanel("minutes"), FieldPanel("meetings")]),
    FieldPanel("lesson_slots"),
    FieldPanel("themes"),
    FieldPanel("subjects"),
    FieldPanel("languages", classname="collapsed"),
    FieldPanel("tools"),
    FieldRowPanel([FieldPanel("programme_name"), FieldPanel("programme_page")]),
]
PREPARATION = [
    MultiFieldPanel([FieldPanel("background"), FieldPanel("aims")], heading=_("How it began, and what it was for")),
    MultiFieldPanel(
        [
            FieldPanel("preparation_teachers"),
            FieldPanel("preparation_pupils"),
            FieldPanel("preparation_concierge"),
            FieldPanel("materials"),
        ],
        heading=_("Preparation"),
    ),
    FieldPanel("timetable"),
]
RESULTS = [
    HelpPanel(content=_("Nobody is named in voices: grade and office only.")),
    FieldPanel("voices"),
    FieldPanel("afterwork"),
    FieldPanel("ingenuity"),
    FieldPanel("challenges"),
]
FILES = [
    HelpPanel(content=_("Photographs appear only while a consent is on record with the picture.")),
    FieldPanel("photographs"),
    FieldPanel("attachments"),
]
RELATIONS = [FieldPanel("related"), FieldPanel("approved_on")]


def case_tabs(content_panels: Sequence[Panel], promote_panels: Sequence[Panel]) -> TabbedInterface:
    """All tabs; `content_panels` and `promote_panels` are those every page of the portal has."""
    tabs = (
        (content_panels, _("Title and lead")),
        (SCHOOLS, _("Schools")),
        (EXCHANGE, _("Exchange")),
        (PREPARATION, _("Preparation and the day")),
        (RESULTS, _("Voices and results")),
        (FILES, _("Photographs and files")),
        (RELATIONS, _("Related cases and approval")),
        (promote_panels, _("Promote")),
    )
    return TabbedInterface([ObjectList(list(panels), heading=heading) for panels, heading in tabs])
