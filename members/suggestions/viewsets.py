"""Requests to partners, at the desk."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from members.suggestions.desk_forms import AddRequest, EditRequest, NewRequestForm, RequestForm
from members.suggestions.models import PartnerRequest
from portal.core.desk.viewsets import DeskViewSet


class RequestViewSet(DeskViewSet):
    model = PartnerRequest
    icon = "mail"
    menu_label = _("Requests to partners")
    menu_name = "partner_requests"
    menu_order = 35
    add_view_class = AddRequest
    edit_view_class = EditRequest
    related = ("wish__school", "partner")
    search_fields = [
        "wish__title",
        "wish__school__name",
        "wish__school__name_kana",
        "partner__name",
        "partner__name_en",
    ]
    search_backend_name = None
    ordering = ("-requested_at", "-pk")
    list_display = [
        "wish",
        Column("school", label=_("School"), accessor="wish.school", sort_key="wish__school__name_kana"),
        Column("partner", label=_("Partner school"), sort_key="partner__name"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("refusal", label=_("Reason for declining"), accessor="get_refusal_display"),
        Column("requested_at", label=_("Requested"), sort_key="requested_at"),
    ]
    list_filter = ["status", "refusal", "requested_at"]
    export_filename = "partner_requests"
    list_export = [
        "pk",
        "wish.school.name",
        "wish.title",
        "partner.code",
        "partner.name",
        "get_status_display",
        "get_refusal_display",
        "requested_at",
        "closed_at",
    ]
    export_headings = {
        "pk": _("Number"),
        "wish.school.name": _("School"),
        "wish.title": _("Wish"),
        "partner.code": _("Partner code"),
        "partner.name": _("Partner school"),
        "get_status_display": _("Status"),
        "get_refusal_display": _("Reason for declining"),
        "requested_at": _("Requested"),
        "closed_at": _("Closed"),
    }

    def get_form_class(self, for_update: bool = False) -> Any:
        return RequestForm if for_update else NewRequestForm


request_viewset = RequestViewSet("partner_requests")
