"""What was sent to whom and when: the mails of all mailings, to be looked at and taken along."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from newsletter.models import Delivery, Mailing, Subscriber
from newsletter.subscribing.selectors import beginning_with
from newsletter.vocabulary import BounceKind, DeliveryState
from portal.core.desk.viewsets import DeskIndexView, DeskViewSet

from .menu import NEWSLETTER_MENU

LEFT = (("here", _("From this mail")), ("stayed", _("Not from this mail")))


class DeliveryFilters(WagtailFilterSet):
    mailing = django_filters.ModelChoiceFilter(queryset=Mailing.objects.all(), label=_("Mailing"))
    state = django_filters.MultipleChoiceFilter(
        choices=DeliveryState.choices, widget=forms.CheckboxSelectMultiple, label=pgettext_lazy("delivery", "State")
    )
    bounce = django_filters.MultipleChoiceFilter(
        choices=BounceKind.choices, widget=forms.CheckboxSelectMultiple, label=_("Came back")
    )
    left = django_filters.ChoiceFilter(choices=LEFT, label=_("Unsubscribed"), method="by_leaving")

    class Meta:
        model = Delivery
        fields = ["mailing", "state", "language", "bounce", "left"]

    def by_leaving(self, deliveries: Any, name: str, value: str) -> Any:
        return deliveries.filter(unsubscribed_at__isnull=value != "here")


def reader_of(delivery: Delivery) -> str:
    """The address of a delivery, as long as the person is known."""
    return delivery.subscriber.email if delivery.subscriber else _t("somebody who was forgotten")


class DeliveryIndexView(DeskIndexView):
    """The list. The search looks for the beginning of an address, or for a whole Message-ID: both by an index."""

    def search_queryset(self, queryset: Any) -> Any:
        words = (self.search_query or "").strip()
        if not words:
            return queryset
        readers = beginning_with(Subscriber.objects.all(), words)
        return queryset.filter(Q(subscriber__in=readers) | Q(message_id=f"<{words.strip('<>')}>"))


class DeliveryViewSet(DeskViewSet):
    """Each mail of each mailing, the newest first."""

    model = Delivery
    index_view_class = DeliveryIndexView
    icon = "list-ul"
    menu_label = pgettext_lazy("desk menu", "Mails of the newsletter")
    menu_name = "deliveries"
    menu_order = 20
    menu_hook = NEWSLETTER_MENU
    related = ("mailing", "subscriber")
    search_fields = ["message_id"]
    search_backend_name = None
    form_fields: list[str] = []
    ordering = ("-pk",)
    list_per_page = 50
    list_display = [
        TitleColumn(
            "subscriber", label=pgettext_lazy("delivery", "To"), accessor=reader_of, url_name="deliveries:inspect"
        ),
        Column("mailing", label=_("Mailing")),
        Column("state", label=pgettext_lazy("delivery", "State"), accessor="get_state_display"),
        Column("ended_at", label=pgettext_lazy("delivery", "Ended")),
        Column("attempts", label=_("Attempts")),
        Column("code", label=_("Answer of the server")),
        Column("reason", label=_("Reason")),
        Column("bounce", label=_("Came back"), accessor="get_bounce_display"),
    ]
    filterset_class = DeliveryFilters
    inspect_view_fields = [
        "mailing",
        "language",
        "message_id",
        "state",
        "attempts",
        "claimed_at",
        "data_begun_at",
        "ended_at",
        "code",
        "reason",
        "bounced_at",
        "bounce",
        "bounce_reason",
        "unsubscribed_at",
    ]
    export_filename = "deliveries"
    list_export = [
        "pk",
        "mailing",
        "subscriber.email",
        "get_language_display",
        "get_state_display",
        "attempts",
        "code",
        "reason",
        "message_id",
        "claimed_at",
        "data_begun_at",
        "ended_at",
        "get_bounce_display",
        "bounced_at",
        "bounce_reason",
        "unsubscribed_at",
    ]
    export_headings = {
        "pk": pgettext_lazy("delivery", "Key"),
        "mailing": _("Mailing"),
        "subscriber.email": pgettext_lazy("delivery", "To"),
        "get_language_display": pgettext_lazy("delivery", "Language"),
        "get_state_display": pgettext_lazy("delivery", "State"),
        "attempts": _("Attempts"),
        "code": _("Answer of the server"),
        "reason": _("Reason"),
        "message_id": _("Message-ID"),
        "claimed_at": _("Taken up"),
        "data_begun_at": _("Handed over since"),
        "ended_at": pgettext_lazy("delivery", "Ended"),
        "get_bounce_display": _("Came back"),
        "bounced_at": _("Came back on"),
        "bounce_reason": _("Reason of the return"),
        "unsubscribed_at": _("Unsubscribed on"),
    }


delivery_viewset = DeliveryViewSet("deliveries", url_prefix="deliveries")
