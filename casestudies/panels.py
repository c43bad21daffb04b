"""The editor of a case study: one tab a step of the work, from the title to the publication."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.admin.staticfiles import versioned_static

from casestudies.completeness import completeness
from casestudies.rules import LONGEST_MEETING
from casestudies.starting_points import starting_points
from casestudies.widgets import STYLE, CodeChoices


def _number(name: str, most: int | None = None, help_text: Any = "") -> FieldPanel:
    attrs = {"inputmode": "numeric", "min": 0, **({"max": most} if most else {})}
    return FieldPanel(name, widget=forms.NumberInput(attrs=attrs), help_text=help_text)


def _codes(name: str, help_text: Any = "") -> FieldPanel:
    return FieldPanel(name, widget=CodeChoices, help_text=help_text)


LEAD = HelpPanel(
    content=_(
        "A good title says with whom and what: “Guessing menus with a class in Taiwan”. "
        "Most people read the lead only: say in it what was new for the school."
    ),
    heading=_("How to write the title and the lead"),
)
OUR_SCHOOL = MultiFieldPanel(
    [
        FieldPanel("school_name", help_text=_("The official name with the founder, as the school writes it.")),
        FieldPanel("school_unnamed"),
        FieldRowPanel([FieldPanel("school_type"), FieldPanel("founder"), FieldPanel("municipality")]),
        _codes("grades", _("All grades that took part.")),
        FieldRowPanel(
            [
                _number("pupils", 5000, _("Pupils of our school who took part, as a number.")),
                _number("teachers", 500, _("Teachers who took part.")),
                FieldPanel("group_scale"),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("first_timer", help_text=_("Shown as “First exchange”: encouraging for other beginners.")),
                FieldPanel("leading_school", help_text=_("Shown as a badge beside the title.")),
            ]
        ),
    ],
    heading=_("Our school"),
)
PARTNER = MultiFieldPanel(
    [
        _codes("countries", _("One or more; type the first letters to narrow the list down.")),
        FieldPanel("partner_place", help_text=_("City or state, for example “Taipei” or “Queensland”.")),
        FieldPanel("partner_school", help_text=_("As the school writes its name in Latin letters or in Chinese.")),
        FieldPanel("partner_unnamed"),
        FieldRowPanel(
            [
                _number("partner_age_min", 25),
                _number("partner_age_max", 25),
                _number("partner_pupils", 5000, _("Pupils of the partner who took part.")),
            ]
        ),
    ],
    heading=_("Partner school"),
)
WHAT = MultiFieldPanel(
    [
        _codes("exchange_types", _("What was done; most cases have one or two.")),
        _codes("themes", _("At most three: what the pupils really talked about.")),
        _codes("subjects", _("The lessons in which it took place.")),
        _codes("languages", _("The languages spoken or written in the exchange.")),
        _codes("tools"),
    ],
    heading=_("What was done"),
)
WHEN = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel("date_from", help_text=_("The day of the exchange, or the first of several.")),
                FieldPanel("date_until", help_text=_("Only when it took more than a day.")),
            ]
        ),
        FieldRowPanel(
            [
                _number("minutes", LONGEST_MEETING, _("Minutes of one meeting, without the preparation.")),
                _number("meetings", 400, _("How often the schools met, or sent something.")),
            ]
        ),
        _codes("lesson_slots", _("The lesson period in Tokyo.")),
    ],
    heading=pgettext_lazy("date of a case study", "When"),
)
PROGRAMME = MultiFieldPanel(
    [
        FieldPanel("programme_name", help_text=_("Leave empty when the exchange belongs to no programme.")),
        FieldPanel("programme_page", help_text=_("The name becomes a link as soon as this page is public.")),
    ],
    heading=_("International education programme"),
)
BEGINNING = MultiFieldPanel(
    [
        FieldPanel("background", help_text=_("What the school had asked for, and why this partner was chosen.")),
        FieldPanel("aims", help_text=_("What the pupils should be able to do afterwards; a list is fine.")),
    ],
    heading=_("How it began, and what it was for"),
)
PREPARATION = MultiFieldPanel(
    [
        FieldPanel("preparation_teachers", help_text=_("What was made and arranged, and how many lessons it took.")),
        FieldPanel("preparation_pupils", help_text=_("What the pupils practised, made or asked beforehand.")),
        FieldPanel("preparation_concierge", help_text=_("What our office did: dates, test call, translation, loans.")),
        FieldPanel("materials", help_text=_("Equipment, teaching materials and parcels, one a line.")),
    ],
    heading=_("Preparation"),
)
TIMETABLE = FieldPanel("timetable", help_text=_("A row a step, in Japan time; write the partner’s time in brackets."))
RESULTS = [
    FieldPanel("voices", help_text=_("Two to four short voices in their own words. Grade or office only, no names.")),
    FieldPanel("afterwork", help_text=_("What came of it in class, and what the pupils did next.")),
    FieldPanel("ingenuity", help_text=_("One or two tricks that others can copy tomorrow.")),
    FieldPanel("challenges", help_text=_("What did not work, and what the school would do next time.")),
]
FILES = [
    FieldPanel(
        "photographs",
        help_text=_("Only pictures with a consent on record are shown; hands and things made are better than faces."),
    ),
    FieldPanel("attachments", help_text=_("Worksheets and scripts for others to use as they are; no lists of names.")),
]
APPROVAL = [FieldPanel("related"), FieldPanel("approved_on")]


class CaseTabs(TabbedInterface):
    """The tabs, and above them how far the case is written or, for a new one, the templates to begin with."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "casestudies/desk/case_tabs.html"

        @property
        def media(self) -> forms.Media:
            return super().media + forms.Media(css={"all": [versioned_static(STYLE)]})

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["progress"] = progress = completeness(self.instance)
            places = dict(_places(self))
            context["missing"] = [(one, places.get(one.field)) for one in progress.missing]
            if self.instance.pk is None:
                asked = self.request.GET.get("template", "")
                context["starting_points"] = starting_points().values()
                context["chosen"] = asked if asked in starting_points() else ""
            return context


def _places(bound: Any) -> Iterator[tuple[str, str]]:
    """Each field of the form with the identifier of the element around it."""
    for child in getattr(bound, "children", []):
        if isinstance(child, FieldPanel.BoundPanel):
            yield child.field_name, f"{child.prefix}-wrapper"
        yield from _places(child)


def case_tabs(content_panels: Sequence[Panel], publication_panels: Sequence[Panel]) -> CaseTabs:
    """All tabs; `content_panels` and `publication_panels` are those every page of the portal has."""
    tabs = (
        ([LEAD, *content_panels], _("Title and lead")),
        ([OUR_SCHOOL, PARTNER], _("Schools")),
        ([WHAT, WHEN, PROGRAMME], _("Exchange")),
        ([BEGINNING, PREPARATION, TIMETABLE], _("Preparation and the day")),
        (RESULTS, _("Results and voices")),
        (FILES, _("Photographs and files")),
        (APPROVAL, _("Related cases and approval")),
        (publication_panels, _("Publication")),
    )
    return CaseTabs([ObjectList(list(panels), heading=heading) for panels, heading in tabs])
