"""Partner schools and agreements at the desk."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column

from members.calendars.desk_panels import calendar_panels
from portal.core.desk.viewsets import DeskIndexView, DeskViewSet

from .desk.concurrent import ConcurrentEditView
from .desk.duplicates import DuplicatesView, MergeView, TellApartView, UndoMergeView
from .desk.filters import PartnerFilters
from .desk.forms import PartnerForm, QuestionPanel
from .desk.register import RecordView, state_words
from .models import Agreement, PartnerMerge, PartnerSchool

_WHO = MultiFieldPanel(
    [
        QuestionPanel("is_another"),
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
    [
        FieldRowPanel([FieldPanel("status"), FieldPanel("confirmed_on")]),
        FieldRowPanel([FieldPanel("capacity"), FieldPanel("full_until")]),
    ],
    heading=pgettext_lazy("partner", "State"),
)
_VERIFIED = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("verification"), FieldPanel("verified_on")]), FieldPanel("evidence")],
    heading=_("Verification"),
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
_WORDS = MultiFieldPanel(
    [FieldPanel("introduction_ja"), FieldPanel("introduction_en"), FieldPanel("story_ja"), FieldPanel("story_en")],
    heading=_("Introduction and story"),
)
_PHOTOS = InlinePanel(
    "photos",
    heading=_("Photographs"),
    label=_("Photograph"),
    help_text=_("Schools see a picture only while its consent is on record."),
    panels=[FieldPanel("image"), FieldRowPanel([FieldPanel("caption_ja"), FieldPanel("caption_en")])],
)
_DESK = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_email"), FieldPanel("letter_language")]),
        FieldPanel("notes"),
    ],
    heading=_("For the desk only"),
)
_PERIODS = InlinePanel(
    "periods",
    heading=_("Weekly lessons (local time)"),
    label=_("Lesson"),
    panels=[FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")])],
)


class PartnerIndexView(DeskIndexView):
    """The register, with bulk actions and what the desk does with one entry in the menu of its row."""

    @cached_property
    def columns(self) -> list[Any]:
        return [BulkActionsCheckboxColumn("bulk_actions", obj_type="item"), *super().columns]

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        return super()._get_title_column(*args, **kwargs, get_title_id=lambda partner: f"item_{partner.pk}_title")

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        pages = (
            ("partners:record", now("Record of this partner"), "list-ul"),
            ("partners:duplicates", now("Possible duplicates"), "copy"),
            ("partner_links_desk:partner", now("Links of this partner"), "link"),
        )
        own = [
            MenuItem(label, url=reverse(name, args=[instance.pk]), icon_name=icon, priority=60 + order)
            for order, (name, label, icon) in enumerate(pages)
        ]
        return [*buttons, *own]


class PartnerViewSet(DeskViewSet):
    model = PartnerSchool
    index_view_class = PartnerIndexView
    index_template_name = "partners/desk/index.html"
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
        Column("status", label=_("State"), accessor=state_words, sort_key="status"),
        Column("confirmed_on", label=_("Confirmed"), sort_key="confirmed_on"),
        Column("verification", label=_("Verification"), accessor="get_verification_display", sort_key="verification"),
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
        "full_until",
        "confirmed_on",
        "get_verification_display",
        "verified_on",
        "get_origin_display",
        "merged_into",
        "letter_language",
        "website",
        "contact_name",
        "contact_email",
        "requests",
        "replies",
    ]
    export_headings = {
        "get_country_display": _("Country or region"),
        "get_status_display": _("State"),
        "get_verification_display": _("Verification"),
        "get_origin_display": _("Origin"),
        "merged_into": _("Merged into"),
    }
    related = ("merged_into",)
    edit_handler = ObjectList(
        [
            _WHO,
            _STATE,
            _VERIFIED,
            _WANTED,
            _WORDS,
            _PHOTOS,
            _PERIODS,
            *calendar_panels(
                _("Without own terms the usual ones of the country or region count, where they are known.")
            ),
            _DESK,
        ],
        base_form_class=PartnerForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("<int:pk>/record/", "record", RecordView),
            ("<int:pk>/duplicates/", "duplicates", DuplicatesView),
            ("<int:pk>/merge/<int:other>/", "merge", MergeView),
            ("<int:pk>/apart/<int:other>/", "apart", TellApartView),
        ]
        own = [path(route, self.construct_view(view), name=name) for route, name, view in pages]
        return [*super().get_urlpatterns(), *own]


class MergeIndexView(DeskIndexView):
    """Merged entries; a merge that stands can be taken back from the menu of its row."""

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if instance.undone_at is not None:
            return buttons
        url = reverse("partner_merges:undo", args=[instance.pk])
        return [*buttons, MenuItem(now("Take the merge back"), url=url, icon_name="undo", priority=60)]


class MergeViewSet(DeskViewSet):
    """Which entries were merged. Nobody types here: the pages of the register make these rows."""

    model = PartnerMerge
    icon = "copy"
    menu_label = _("Merged entries")
    menu_name = "partner_merges"
    menu_order = 45
    index_view_class = MergeIndexView
    inspect_view_enabled = False
    related = ("kept", "duplicate", "merged_by", "undone_by")
    search_fields = ["kept__name", "kept__name_en", "kept__code", "duplicate__code", "duplicate__name"]
    search_backend_name = None
    ordering = ("-merged_at", "-pk")
    form_fields = ("kept",)
    list_display = [
        Column("kept", label=_("Kept entry"), sort_key="kept__name"),
        Column("duplicate", label=_("Duplicate"), sort_key="duplicate__code"),
        Column("merged_at", label=pgettext_lazy("of two entries", "Merged"), sort_key="merged_at"),
        Column("merged_by", label=pgettext_lazy("of two entries", "By")),
        Column("undone_at", label=_("Taken back"), sort_key="undone_at"),
    ]
    export_filename = "partner_merges"
    list_export = [
        "kept.code",
        "kept.name",
        "duplicate.code",
        "duplicate.name",
        "merged_at",
        "merged_by",
        "undone_at",
        "undone_by",
    ]
    export_headings = {
        "kept.code": _("Kept entry (code)"),
        "kept.name": _("Kept entry"),
        "duplicate.code": _("Duplicate (code)"),
        "duplicate.name": _("Duplicate"),
        "merged_by": pgettext_lazy("of two entries", "Merged by"),
        "undone_by": _("Taken back by"),
    }

    def get_urlpatterns(self) -> list[URLPattern]:
        undo = path("<int:pk>/undo/", self.construct_view(UndoMergeView), name="undo")
        return [*super().get_urlpatterns(), undo]


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
merge_viewset = MergeViewSet("partner_merges")
