"""Schools and the people who act for them, at the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from members.calendars.desk_panels import calendar_panels
from portal.core.desk.viewsets import MEMBERS_MENU, DeskViewSet

from .desk_forms import IssueAccount, MembershipForm
from .models import Membership, School


class SchoolViewSet(DeskViewSet):
    model = School
    icon = "home"
    menu_label = _("Schools")
    menu_name = "schools"
    menu_order = 10
    ordering = ("name_kana", "name", "pk")
    list_display = [
        "name",
        "school_type",
        "municipality",
        "code",
        Column("updated_at", label=_("Changed"), sort_key="updated_at"),
    ]
    list_filter = ["school_type", "municipality", "founder"]
    export_filename = "schools"
    list_export = [
        "code",
        "name",
        "name_kana",
        "name_en",
        "get_school_type_display",
        "get_founder_display",
        "get_municipality_display",
        "postal_code",
        "address",
        "phone",
        "email",
        "pupils",
    ]
    export_headings = {
        "get_school_type_display": _("School type"),
        "get_founder_display": _("Founder"),
        "get_municipality_display": _("Municipality"),
    }
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_kana"), FieldPanel("name_en")]),
                FieldRowPanel([FieldPanel("code"), FieldPanel("school_type")]),
                FieldRowPanel([FieldPanel("founder"), FieldPanel("municipality")]),
            ],
            heading=_("School"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("address")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("pupils"),
                FieldPanel("tools"),
                FieldPanel("equipment"),
                FieldPanel("introduction_ja"),
                FieldPanel("introduction_en"),
            ],
            heading=_("For exchanges"),
        ),
        InlinePanel(
            "periods",
            heading=_("Timetable"),
            label=_("Lesson"),
            panels=[
                FieldRowPanel([FieldPanel("weekday"), FieldPanel("slot"), FieldPanel("starts"), FieldPanel("ends")])
            ],
        ),
        *calendar_panels(_("Without own terms the usual ones of the municipality count."), FieldPanel("term_system")),
    ]


class MembershipViewSet(DeskViewSet):
    """People and their schools. A new row makes the account too and shows its issued password once."""

    model = Membership
    icon = "user"
    menu_label = _("People in charge")
    menu_name = "memberships"
    menu_order = 20
    add_view_class = IssueAccount
    search_fields = ["user__username", "user__name", "school__name", "school__name_kana", "school__code"]
    search_backend_name = None
    ordering = ("school__name_kana", "role", "pk")
    list_display = [
        Column("user", label=_("Person"), sort_key="user__username"),
        Column("school", label=pgettext_lazy("of a person", "School"), sort_key="school__name_kana"),
        "role",
        "starts_on",
        "ends_on",
    ]
    list_filter = ["role", "starts_on", "ends_on"]
    export_filename = "memberships"
    list_export = [
        "user.username",
        "user.name",
        "school.code",
        "school.name",
        "get_role_display",
        "starts_on",
        "ends_on",
    ]
    export_headings = {
        "user.username": _("Login ID"),
        "user.name": pgettext_lazy("person", "Name"),
        "school.code": _("School code"),
        "school.name": pgettext_lazy("of a person", "School"),
        "get_role_display": _("Role"),
        "starts_on": pgettext_lazy("membership", "From"),
        "ends_on": _("Until"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return MembershipForm


class MembersGroup(ModelViewSetGroup):
    """The menu of everything that belongs to schools and partners; other rooms hang their viewsets into it."""

    menu_label = _("Schools and partners")
    menu_name = "members"
    menu_icon = "group"
    menu_order = 300
    submenu_hook = MEMBERS_MENU
    items = ()


school_viewset = SchoolViewSet("schools")
membership_viewset = MembershipViewSet("memberships")
members_group = MembersGroup()
