"""Partner schools and agreements at the desk."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column

from members.calendars.desk_panels import calendar_panels
from portal.core.desk.viewsets import DeskViewSet

from .desk.concurrent import ConcurrentEditView
from .desk.filters import PartnerFilters
from .models import Agreement, PartnerSchool

_WHO = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("name_local"), FieldPanel("local_language")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("website")]),
        FieldRowPanel([FieldPanel("country"), FieldPanel("region")]),
        FieldRowPanel([FieldPanel("city"), FieldPanel("city_ja")]),
        FieldPanel("timezone"),
    ],
    heading=_("School"),
)
_STATE = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("status"), FieldPanel("confirmed_on")]), FieldPanel("capacity")],
    heading=pgettext_lazy("partner", "State"),
)
_WANTED = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max"), FieldPanel("class_size")]),
        FieldPanel("exchange_types"),
        FieldPanel("languages"),
        FieldPanel("themes"),
        FieldPanel("months"),
        FieldPanel("tools"),
        FieldPanel("importance"),
    ],
    heading=_("What it looks for"),
)
_WORDS = MultiFieldPanel([FieldPanel("introduction_ja"), FieldPanel("introduction_en")], heading=_("Introduction"))
_DESK = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email")]), FieldPanel("notes")],
    heading=_("For the desk only"),
)
_PERIODS = InlinePanel(
    "periods",
    heading=_("Weekly lessons (local time)"),
    label=_("Lesson"),
    panels=[FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")])],
)


class PartnerViewSet(DeskViewSet):
    model = PartnerSchool
    edit_view_class = ConcurrentEditView
    icon = "globe"
    menu_label = _("Partner schools")
    menu_name = "partners"
    menu_order = 40
    ordering = ("name", "pk")
    list_display = [
        "name",
        "name_en",
        Column("country", label=_("Country or region"), accessor="get_country_display", sort_key="country"),
        Column("status", label=_("State"), accessor="get_status_display", sort_key="status"),
        Column("confirmed_on", label=_("Confirmed"), sort_key="confirmed_on"),
    ]
    filterset_class = PartnerFilters
    export_filename = "partners"
    list_export = [
        "code",
        "name",
        "name_en",
        "get_country_display",
        "region",
        "city",
        "timezone",
        "age_min",
        "age_max",
        "exchange_types",
        "themes",
        "months",
        "tools",
        "class_size",
        "capacity",
        "get_status_display",
        "confirmed_on",
        "website",
        "contact_name",
        "contact_email",
        "requests",
        "replies",
    ]
    export_headings = {
        "get_country_display": _("Country or region"),
        "get_status_display": _("State"),
    }
    panels = [
        _WHO,
        _STATE,
        _WANTED,
        _WORDS,
        _PERIODS,
        *calendar_panels(_("Without own terms the usual ones of the country or region count, where they are known.")),
        _DESK,
    ]


class AgreementViewSet(DeskViewSet):
    model = Agreement
    icon = "doc-full"
    menu_label = _("Agreements on education")
    menu_name = "agreements"
    menu_order = 50
    search_fields = ["counterpart_ja", "counterpart_en", "region"]
    ordering = ("signed_on", "pk")
    export_filename = "agreements"
    list_export = [
        "counterpart_ja",
        "counterpart_en",
        "get_country_display",
        "region",
        "signed_on",
        "renewed_on",
        "url",
    ]
    export_headings = {"get_country_display": _("Country or region")}
    list_display = [
        "counterpart_ja",
        "counterpart_en",
        Column("country", label=_("Country or region"), accessor="get_country_display", sort_key="country"),
        "region",
        "signed_on",
    ]
    panels = [
        FieldRowPanel([FieldPanel("counterpart_ja"), FieldPanel("counterpart_en")]),
        FieldRowPanel([FieldPanel("country"), FieldPanel("region")]),
        FieldRowPanel([FieldPanel("signed_on"), FieldPanel("renewed_on")]),
        FieldPanel("url"),
    ]


partner_viewset = PartnerViewSet("partners")
agreement_viewset = AgreementViewSet("agreements")
