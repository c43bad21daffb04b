"""Readers of the newsletter at the desk: the list, one reader with what happened, and what can be done."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import Button

from newsletter.models import Subscriber
from newsletter.subscribing.selectors import beginning_with, happened_to, sent_to
from newsletter.subscribing.states import step
from newsletter.vocabulary import SubscriberStatus
from portal.core.desk.viewsets import DeskIndexView, DeskViewSet

from .menu import NEWSLETTER_MENU
from .subscriber_filters import SubscriberFilters
from .subscriber_forms import AddForm, AddView, ChangeForm, ChangeView, ForgetView
from .subscriber_steps import CHANGE, AskView, ResumeView, SuspendView


def steps_for(subscriber: Subscriber, user: Any) -> list[tuple[str, str, str]]:
    """What this person may do with a reader as they are: label, address, icon."""
    if not user.has_perm(CHANGE):
        return []
    possible = [
        (bool(step("suspend", subscriber.status)), pgettext("subscriber", "Suspend"), "suspend", "cross"),
        (bool(step("resume", subscriber.status)), pgettext("subscriber", "Resume"), "resume", "check"),
        (subscriber.status != SubscriberStatus.CONFIRMED, _t("Send the confirmation once more"), "ask", "mail"),
    ]
    return [
        (label, reverse(f"subscribers:{name}", args=[subscriber.pk]), icon)
        for may, label, name, icon in possible
        if may
    ]


class SubscriberIndexView(DeskIndexView):
    """The list. The search looks for the beginning of an address: of a hundred thousand, by an index."""

    def search_queryset(self, queryset: Any) -> Any:
        return beginning_with(queryset, self.search_query) if self.search_query else queryset

    def get_list_more_buttons(self, instance: Subscriber) -> list[Any]:
        own = [
            MenuItem(label, url=url, icon_name=icon, priority=40 + order)
            for order, (label, url, icon) in enumerate(steps_for(instance, self.request.user))
        ]
        return [*super().get_list_more_buttons(instance), *own]


class SubscriberInspectView(InspectView):
    """One reader: what is stored, what happened, what was sent."""

    template_name = "newsletter/desk/subscriber.html"

    own_labels = {
        "school_type_labels": _("School types of interest"),
        "topic_labels": _("Topics of interest"),
    }

    def get_page_subtitle(self) -> str:
        return str(self.object.email)

    def get_field_label(self, field_name: str, field: Any) -> str:
        return str(self.own_labels.get(field_name) or super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        if getattr(self.object, field_name) in (None, ""):
            return "—"
        return super().get_field_display_value(field_name, field)

    def get_school_type_labels_display_value(self) -> str:
        return _t(", ").join(self.object.school_type_labels) or pgettext("subscriber", "everything")

    def get_topic_labels_display_value(self) -> str:
        return _t(", ").join(self.object.topic_labels) or pgettext("subscriber", "everything")

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        own = [
            Button(label, url=url, icon_name=icon, priority=5 + order)
            for order, (label, url, icon) in enumerate(steps_for(self.object, self.request.user))
        ]
        return [*own, *super().header_more_buttons]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"events": happened_to(self.object), "deliveries": sent_to(self.object)}
        return {**super().get_context_data(**kwargs), **more}


class SubscriberViewSet(DeskViewSet):
    """Who receives the newsletter, the newest first."""

    model = Subscriber
    icon = "group"
    menu_label = _("Subscribers")
    menu_name = "subscribers"
    menu_order = 30
    menu_hook = NEWSLETTER_MENU
    index_view_class = SubscriberIndexView
    add_view_class = AddView
    edit_view_class = ChangeView
    delete_view_class = ForgetView
    inspect_view_class = SubscriberInspectView
    inspect_template_name = "newsletter/desk/subscriber.html"
    form_fields = ["language"]
    search_fields = ["email_key"]
    search_backend_name = None
    ordering = ("-pk",)
    list_per_page = 50
    list_display = [
        "email",
        Column("status", label=pgettext_lazy("subscriber", "State"), accessor="get_status_display", sort_key="status"),
        Column("language", label=_("Language"), accessor="get_language_display", sort_key="language"),
        Column("source", label=_("Source of the consent"), accessor="get_source_display", sort_key="source"),
        DateColumn("confirmed_at", label=_("Confirmed on"), sort_key="confirmed_at"),
        DateColumn("created_at", label=_("Entered"), sort_key="created_at"),
    ]
    filterset_class = SubscriberFilters
    inspect_view_fields = [
        "email",
        "status",
        "suspension",
        "language",
        "school_type_labels",
        "topic_labels",
        "account",
        "source",
        "consent_note",
        "consented_at",
        "requested_at",
        "confirmed_at",
        "ended_at",
        "soft_bounces",
        "created_at",
    ]
    export_filename = "subscribers"
    list_export = [
        "email",
        "get_status_display",
        "get_language_display",
        "school_type_labels",
        "topic_labels",
        "get_source_display",
        "consent_note",
        "consented_at",
        "confirmed_at",
        "ended_at",
        "get_suspension_display",
        "created_at",
    ]
    export_headings = {
        "email": _("E-mail"),
        "get_status_display": pgettext_lazy("subscriber", "State"),
        "get_language_display": _("Language"),
        "school_type_labels": _("School type"),
        "topic_labels": pgettext_lazy("newsletter", "Topic"),
        "get_source_display": _("Source of the consent"),
        "consent_note": _("Consent"),
        "consented_at": pgettext_lazy("consent", "Agreed on"),
        "confirmed_at": _("Confirmed on"),
        "ended_at": _("Unsubscribed or suspended on"),
        "get_suspension_display": _("Reason of the suspension"),
        "created_at": _("Entered"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return ChangeForm if for_update else AddForm

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("<int:pk>/suspend/", "suspend", SuspendView),
            ("<int:pk>/resume/", "resume", ResumeView),
            ("<int:pk>/ask/", "ask", AskView),
        ]
        own = [path(route, self.construct_view(view), name=name) for route, name, view in pages]
        return [*super().get_urlpatterns(), *own]


subscriber_viewset = SubscriberViewSet("subscribers", url_prefix="subscribers")
