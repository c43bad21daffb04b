"""The panels of a calendar at the desk, the same for both sides."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, Panel


def calendar_panels(usual: Any, *more: Panel) -> list[Panel]:
    """Terms, special days and margins of a `CalendarSide`. `usual` says what counts without own terms."""
    margins = FieldRowPanel([FieldPanel("minutes_before"), FieldPanel("minutes_after")])
    return [
        MultiFieldPanel([HelpPanel(content=usual), *more, margins], heading=_("School year")),
        InlinePanel(
            "terms",
            heading=_("Own terms"),
            label=_("Term"),
            panels=[FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])],
        ),
        InlinePanel(
            "special_days",
            heading=_("Days that differ"),
            label=_("Day"),
            panels=[FieldRowPanel([FieldPanel("day"), FieldPanel("kind"), FieldPanel("note")])],
        ),
    ]
