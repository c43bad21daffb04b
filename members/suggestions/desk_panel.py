"""What waits for the office, on the first page of the desk."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from members.suggestions.models import AgreedDate, PartnerRequest, RequestStatus
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Stage

# Handed in, and nobody has found a partner yet: somebody of the office must look.
_TO_REVIEW = (Stage.SUBMITTED, Stage.REVIEWING)


class WaitingPanel(Component):
    """Wishes to look at, requests without an answer, moved dates, each with its list. Three queries."""

    name = "members_waiting"
    template_name = "suggestions/desk/waiting.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        stages = "&".join(f"stage={stage.value}" for stage in _TO_REVIEW)
        return {
            "rows": [
                (
                    _("Exchange wishes to look at"),
                    ExchangeWish.objects.filter(stage__in=_TO_REVIEW).count(),
                    f"{reverse('wishes:index')}?{stages}",
                ),
                (
                    _("Requests that wait for a partner's answer"),
                    PartnerRequest.objects.open().count(),
                    f"{reverse('partner_requests:index')}?status={RequestStatus.OPEN.value}",
                ),
                (
                    _("Agreed dates that the clocks have moved"),
                    AgreedDate.objects.upcoming().exclude(moved_at=None).count(),
                    f"{reverse('agreed_dates:index')}?moved=true",
                ),
            ]
        }


def may_see(request: HttpRequest) -> bool:
    """Whether both lists are open to this person."""
    permissions = ("wishes.change_exchangewish", "suggestions.change_partnerrequest")
    return request.user.has_perms(permissions)
