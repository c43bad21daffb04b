"""Schools and the people who act for them, at the desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets.button import Button

from members.calendars.desk_panels import calendar_panels
from portal.core.desk.menu import MEMBERS_MENU
from portal.core.desk.viewsets import DeskIndexView, DeskViewSet

from .account_states import with_account_state
from .desk.accounts import IssueAccount, MembershipForm
from .desk.persons import CodeShownView, CodeView, SecondFactorOffView
from .desk.register import SchoolFilters, account_label, renewal_label
from .desk.registration import RegistrationPageView, RegistrationView
from .desk.support import EverythingView, LookView, SchoolLetterView
from .models import Membership, School

_CHANGE = "schools.change_school"


class SchoolInspectView(InspectView):
    """A school, with the way to its registration."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = super().header_more_buttons
        if self.request.user.has_perm(_CHANGE):
            url = reverse("schools:registration", args=[self.object.pk])
            buttons.append(Button(_("Registration"), url=url, icon_name="form", priority=5))
        return list(buttons)


class SchoolIndexView(DeskIndexView):
    """The register of schools with the state of their accounts."""

    def get_base_queryset(self) -> Any:
        return with_account_state(super().get_base_queryset())

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        may_change = self.request.user.has_perm(_CHANGE)
        pages = [
            *([("schools:registration", _("Registration"), "form")] if may_change else []),
            ("schools:letter", _("Issue a letter"), "mail"),
            ("schools:look", _("Look at the school's pages"), "view"),
            ("schools:everything", _("All data of this school"), "download"),
        ]
        return [*buttons, *menu_items(pages, instance.pk)]


class SchoolViewSet(DeskViewSet):
    model = School
    inspect_view_class = SchoolInspectView
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
        Column("account", label=_("Account"), accessor=account_label),
        Column("renewed_for", label=_("Renewed for"), accessor=renewal_label, sort_key="renewed_for"),
        Column("updated_at", label=_("Changed"), sort_key="updated_at"),
    ]
    index_view_class = SchoolIndexView
    filterset_class = SchoolFilters
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
        "mext_code",
    ]
    export_headings = {
        "get_school_type_display": _("School type"),
        "get_founder_display": _("Founder"),
        "get_municipality_display": _("Municipality"),
    }

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("<int:pk>/letter/", "letter", SchoolLetterView),
            ("<int:pk>/look/", "look", LookView),
            ("<int:pk>/everything.zip", "everything", EverythingView),
            ("registration/<int:pk>/", "registration", RegistrationView),
            ("registration/<int:pk>/<slug:code>/", "registration_page", RegistrationPageView),
        ]
        own = [path(route, self.construct_view(view), name=name) for route, name, view in pages]
        return [*super().get_urlpatterns(), *own]

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_kana"), FieldPanel("name_en")]),
                FieldRowPanel([FieldPanel("code"), FieldPanel("mext_code"), FieldPanel("school_type")]),
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
                FieldRowPanel([FieldPanel("pupils"), FieldPanel("classes")]),
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


def menu_items(pages: Iterable[tuple[str, Any, str]], pk: int) -> list[MenuItem]:
    """Entries of a row's menu: (name of the address, label, icon)."""
    return [
        MenuItem(label, url=reverse(name, args=[pk]), icon_name=icon, priority=60 + order)
        for order, (name, label, icon) in enumerate(pages)
    ]


class PeopleIndexView(DeskIndexView):
    """The list of people, with what the desk does for one of them in the menu of the row."""

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        buttons: list[Any] = super().get_list_more_buttons(instance)
        pages = (
            ("memberships:code", _("One-time code"), "key"),
            ("memberships:second-factor-off", _("Switch off the second factor"), "lock-open"),
        )
        return [*buttons, *menu_items(pages, instance.pk)]


class MembershipViewSet(DeskViewSet):
    """People and their schools. A new row makes the account too and shows its issued password once."""

    model = Membership
    icon = "user"
    menu_label = _("People in charge")
    menu_name = "memberships"
    menu_order = 20
    add_view_class = IssueAccount
    related = ("user", "school")
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

    index_view_class = PeopleIndexView

    def get_form_class(self, for_update: bool = False) -> Any:
        return MembershipForm

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("<int:pk>/code/", "code", CodeView),
            ("code/<int:pk>/", "code-shown", CodeShownView),
            ("<int:pk>/second-factor/", "second-factor-off", SecondFactorOffView),
        ]
        own = [path(route, self.construct_view(view), name=name) for route, name, view in pages]
        return [*super().get_urlpatterns(), *own]


class MembersGroup(ModelViewSetGroup):
    """The menu of everything that belongs to schools and partners; other rooms hang their viewsets into it."""

    menu_label = _("Schools and partners")
    menu_name = "members"
    menu_icon = "group"
    menu_order = 230
    submenu_hook = MEMBERS_MENU
    items = ()


school_viewset = SchoolViewSet("schools")
membership_viewset = MembershipViewSet("memberships")
members_group = MembersGroup()
