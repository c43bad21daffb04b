"""The editor of a programme: what it is, whom it suits, what it costs and whom to ask."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface


def _number(name: str, help_text: Any = "") -> FieldPanel:
    attrs = {"inputmode": "numeric", "min": 1, "max": 2000}
    return FieldPanel(name, widget=forms.NumberInput(attrs=attrs), help_text=help_text)


WHO_OFFERS = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel("number", help_text=_("As schools know it from the printed list, for example 04.")),
                FieldPanel("provider", help_text=_("The official name of the organisation.")),
            ]
        ),
        FieldPanel("provider_url"),
        FieldPanel("kinds", help_text=_("What happens; most programmes are of one kind.")),
    ],
    heading=_("Who offers it"),
)
LESSON = [
    FieldPanel("overview", help_text=_("What happens, in a paragraph or two.")),
    FieldPanel("aims", help_text=_("What pupils should be able to do afterwards; a list is fine.")),
    FieldPanel("flow", help_text=_("A usual lesson, step by step, with the minutes of each step.")),
]
WHOM = MultiFieldPanel(
    [
        FieldPanel("school_types", help_text=_("All types of schools that may take part.")),
        FieldPanel("target_note", help_text=_("What the types alone do not say, for example from which grade on.")),
        FieldPanel("areas", help_text=_("Where in Tokyo it can take place.")),
        FieldPanel("area_note", help_text=_("For example what differs for the islands.")),
    ],
    heading=_("For whom and where"),
)
HOW_MANY = MultiFieldPanel(
    [
        FieldPanel("scales", help_text=_("Schools filter by this.")),
        FieldRowPanel(
            [
                _number("size_min", _("Pupils at least; empty when there is no limit.")),
                _number("size_max", _("Pupils at most; empty when there is no limit.")),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("duration", help_text=_("In lessons or minutes, for example “1 or 2 lessons”.")),
                FieldPanel("saturday"),
            ]
        ),
        FieldPanel("season", help_text=_("The months or weekdays on which it is possible.")),
    ],
    heading=_("How many and how long"),
)
WHO_COMES = MultiFieldPanel(
    [
        FieldPanel("lecturers", help_text=_("Who comes or guides; no names.")),
        FieldPanel("languages", help_text=_("The languages in which the lesson is held.")),
        FieldPanel("equipment", help_text=_("What the school has to provide, one thing a line.")),
    ],
    heading=_("Lecturers, languages, equipment"),
)
COSTS = MultiFieldPanel(
    [
        FieldPanel("cost", help_text=_("Schools filter by this.")),
        FieldPanel("cost_note", help_text=_("Who pays what: fee, travel, admission, with rough amounts.")),
    ],
    heading=_("Costs"),
)
ASKING = MultiFieldPanel(
    [
        FieldPanel("apply_by", help_text=_("For example “two months before the day you wish for”.")),
        FieldPanel(
            "ask_note", help_text=_("What to have ready when asking. How to reach the office is shown by itself.")
        ),
        FieldPanel("remarks", help_text=_("What schools should know before they ask.")),
    ],
    heading=_("Asking for it"),
)


def programme_tabs(content_panels: Sequence[Panel], publication_panels: Sequence[Panel]) -> TabbedInterface:
    """All tabs; the panels given are those every page of the portal has."""
    tabs = (
        ([*content_panels, WHO_OFFERS], _("Title and provider")),
        (LESSON, _("The lesson")),
        ([WHOM, HOW_MANY, WHO_COMES], _("Conditions")),
        ([COSTS, ASKING], _("Costs and asking")),
        (publication_panels, _("Publication")),
    )
    return TabbedInterface([ObjectList(list(panels), heading=heading) for panels, heading in tabs])
