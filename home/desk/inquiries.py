"""Inquiries at the desk: the list, the form in which the office notes what it does, and what waits."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import django_filters
from django import forms
from django.db.models import Q
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView
from wagtail.admin.widgets.button import Button

from home.models import Inquiry
from home.services.inquiries import look_after
from portal.core.desk.viewsets import DeskViewSet
from portal.core.groups import COORDINATOR
from portal.core.vocabulary import InquiryStatus, InquiryTopic
from portal.users.models import User

CHANGE = "home.change_inquiry"
CARE = (("mine", _("I do")), ("nobody", pgettext_lazy("who looks after it", "Nobody yet")))


class InquiryForm(WagtailAdminModelForm):
    """State, person in charge, notes. Only people of the office can be put in charge."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = User.objects.filter(Q(groups__name=COORDINATOR) | Q(is_superuser=True), is_active=True)
        kept = Q(pk__in=office.values("pk")) | Q(pk=self.instance.assignee_id)
        self.fields["assignee"].queryset = User.objects.filter(kept).order_by("name", "username")


class TextPanel(FieldPanel):
    """Shows a text with its line breaks."""

    def format_value_for_display(self, value: Any) -> SafeString:
        return linebreaksbr(value, autoescape=True)


class CareView(EditView):
    """Saves through the service: what was not touched here keeps what a colleague has noted meanwhile."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """With the way to an answer, in the desk's own mail program."""
        subject = quote(f"{self.object}: {self.object.get_topic_display()}")
        url = f"mailto:{quote(self.object.email, safe='@')}?subject={subject}"
        answer = Button(gettext("Answer by e-mail"), url=url, icon_name="mail", priority=5)
        return [answer, *super().header_more_buttons]

    def save_instance(self) -> Inquiry:
        changes = {name: self.form.cleaned_data[name] for name in self.form.changed_data}
        return look_after(self.form.instance, changes, actor=self.request.user)


class InquiryFilters(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        choices=InquiryStatus.choices, widget=forms.CheckboxSelectMultiple, label=pgettext_lazy("inquiry", "State")
    )
    topic = django_filters.MultipleChoiceFilter(
        choices=InquiryTopic.choices, widget=forms.CheckboxSelectMultiple, label=_("Topic")
    )
    care = django_filters.ChoiceFilter(choices=CARE, label=_("Who looks after it"), method="by_care")

    class Meta:
        model = Inquiry
        fields = ["status", "topic", "language"]

    def by_care(self, inquiries: Any, name: str, value: str) -> Any:
        return inquiries.filter(assignee=self.request.user if value == "mine" else None)


class InquiryViewSet(DeskViewSet):
    """What came in through the contact page, the newest first. Nobody adds one, and nobody changes what was written."""

    model = Inquiry
    icon = "mail"
    menu_label = _("Inquiries")
    menu_name = "inquiries"
    menu_order = 220
    menu_hook = "register_admin_menu_item"
    edit_view_class = CareView
    related = ("assignee",)
    search_fields = ["name", "email", "school", "message", "notes"]
    search_backend_name = None
    ordering = ("-created_at", "-pk")
    list_per_page = 50
    list_display = [
        "__str__",
        Column("topic", label=_("Topic"), accessor="get_topic_display", sort_key="topic"),
        Column("name", label=pgettext_lazy("inquiry", "Name"), sort_key="name"),
        Column("school", label=_("School or organisation"), sort_key="school"),
        Column("status", label=pgettext_lazy("inquiry", "State"), accessor="get_status_display", sort_key="status"),
        Column("assignee", label=_("Who looks after it")),
        Column("created_at", label=pgettext_lazy("inquiry", "Received"), sort_key="created_at"),
    ]
    filterset_class = InquiryFilters
    inspect_view_fields = [
        "created_at",
        "topic",
        "name",
        "school",
        "email",
        "language",
        "message",
        "status",
        "assignee",
        "notes",
        "settled_at",
    ]
    export_filename = "inquiries"
    list_export = [
        "pk",
        "created_at",
        "get_topic_display",
        "name",
        "school",
        "email",
        "get_language_display",
        "message",
        "get_status_display",
        "assignee",
        "notes",
        "settled_at",
    ]
    export_headings = {
        "pk": _("Number"),
        "created_at": pgettext_lazy("inquiry", "Received"),
        "get_topic_display": _("Topic"),
        "name": pgettext_lazy("inquiry", "Name"),
        "school": _("School or organisation"),
        "email": _("E-mail"),
        "get_language_display": _("Language"),
        "message": _("Message"),
        "get_status_display": pgettext_lazy("inquiry", "State"),
        "assignee": _("Who looks after it"),
        "notes": _("Notes of the office"),
        "settled_at": _("Answered or closed"),
    }
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("created_at", read_only=True), FieldPanel("topic", read_only=True)]),
                FieldRowPanel([FieldPanel("name", read_only=True), FieldPanel("school", read_only=True)]),
                FieldRowPanel([FieldPanel("email", read_only=True), FieldPanel("language", read_only=True)]),
                TextPanel("message", read_only=True),
            ],
            heading=_("What was written"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("status"), FieldPanel("assignee")]), FieldPanel("notes")],
            heading=_("What the office does"),
        ),
    ]

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = InquiryForm
        return handler


class InquiriesPanel(Component):
    """How many inquiries wait, on the first page of the desk, with the way to them. One query."""

    name = "inquiries_waiting"
    template_name = "home/desk/inquiries_waiting.html"
    order = 105

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        states = list(Inquiry.objects.waiting().values_list("status", flat=True))
        url = reverse("inquiries:index")
        return {
            "rows": [
                (status.label, states.count(status), f"{url}?status={status.value}")
                for status in (InquiryStatus.NEW, InquiryStatus.IN_WORK)
            ]
        }


def may_see(request: HttpRequest) -> bool:
    """Whether the list is open to this person."""
    return bool(request.user.has_perm(CHANGE))


inquiry_viewset = InquiryViewSet("inquiries", url_prefix="inquiries")
