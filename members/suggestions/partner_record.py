"""What a partner's record at the desk shows of this room: the requests it was sent."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.partners.models import PartnerSchool
from members.partners.record import MOST_ROWS, Entry, Section
from members.suggestions.models import PartnerRequest, RequestStatus


def requests_of(partner: PartnerSchool) -> Section:
    """The requests to a partner, the newest first. Two queries."""
    requests = PartnerRequest.objects.filter(partner=partner)
    entries = [
        Entry(
            request.requested_at,
            f"{request.wish.school.name} – {request.wish.title}",
            request.get_refusal_display() if request.status == RequestStatus.REFUSED else request.get_status_display(),
            reverse("partner_requests:edit", args=[request.pk]),
        )
        for request in requests.select_related("wish__school")[:MOST_ROWS]
    ]
    return Section(_("Requests"), entries, requests.count(), order=10)
