"""Mailings at the desk: the list, and the addresses of all that is done with one."""

from typing import Any

import django_filters
from django import forms
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from newsletter.models import Mailing
from newsletter.vocabulary import MailingState
from portal.core.desk.viewsets import DeskViewSet

from .mailing_page import MailingView
from .mailing_steps import ActView, CountView, ProgressView, SendBackView, StartView, TestView, UnknownView
from .menu import NEWSLETTER_MENU


class MailingFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        choices=MailingState.choices, widget=forms.CheckboxSelectMultiple, label=pgettext_lazy("mailing", "State")
    )

    class Meta:
        model = Mailing
        fields = ["state", "number"]


class MailingViewSet(DeskViewSet):
    """What was and what is to be sent, the newest first. One begins at its issue."""

    model = Mailing
    icon = "mail"
    menu_label = pgettext_lazy("desk menu", "Sending the newsletter")
    menu_name = "mailings"
    menu_order = 10
    menu_hook = NEWSLETTER_MENU
    inspect_view_class = MailingView
    inspect_template_name = "newsletter/desk/mailing.html"
    related = ("created_by", "submitted_by", "approved_by")
    search_fields = ["number", "trouble"]
    search_backend_name = None
    form_fields: list[str] = []
    ordering = ("-created_at", "-pk")
    list_per_page = 30
    list_display = [
        TitleColumn("__str__", label=_("Mailing"), url_name="mailings:inspect"),
        Column("state", label=pgettext_lazy("mailing", "State"), accessor="get_state_display", sort_key="state"),
        Column("scheduled_at", label=_("Send at"), sort_key="scheduled_at"),
        Column("started_at", label=pgettext_lazy("mailing", "Begun"), sort_key="started_at"),
        Column("finished_at", label=pgettext_lazy("mailing", "Ended"), sort_key="finished_at"),
        Column("submitted_by", label=_("Released by")),
        Column("approved_by", label=_("Approved by")),
    ]
    filterset_class = MailingFilters
    export_filename = "mailings"
    list_export = [
        "pk",
        "number",
        "get_state_display",
        "scheduled_at",
        "started_at",
        "finished_at",
        "created_by",
        "submitted_by",
        "submitted_at",
        "approved_by",
        "approved_at",
        "trouble",
    ]
    export_headings = {
        "pk": pgettext_lazy("mailing", "Key"),
        "number": _("Number of the issue"),
        "get_state_display": pgettext_lazy("mailing", "State"),
        "scheduled_at": _("Send at"),
        "started_at": pgettext_lazy("mailing", "Begun"),
        "finished_at": pgettext_lazy("mailing", "Ended"),
        "created_by": _("Created by"),
        "submitted_by": _("Released by"),
        "submitted_at": _("Released on"),
        "approved_by": _("Approved by"),
        "approved_at": _("Approved on"),
        "trouble": _("What went wrong"),
    }

    def get_urlpatterns(self) -> list[URLPattern]:
        patterns: list[Any] = super().get_urlpatterns()
        return [
            *patterns,
            path("of-issue/<int:page>/", StartView.as_view(), name="start"),
            path("<int:pk>/count/", CountView.as_view(), name="count"),
            path("<int:pk>/progress/", ProgressView.as_view(), name="progress"),
            path("<int:pk>/test/", TestView.as_view(), name="test"),
            path("<int:pk>/send-back/", SendBackView.as_view(), name="send_back"),
            path("<int:pk>/unknown/", UnknownView.as_view(), name="unknown"),
            path("<int:pk>/<slug:act>/", ActView.as_view(), name="act"),
        ]


mailing_viewset = MailingViewSet("mailings", url_prefix="mailings")
