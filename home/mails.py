"""Letters about inquiries.

None holds a word the sender has typed: the form cannot be used to have the office write to strangers, and what was
written stays where it can be forgotten.
"""

from django.conf import settings
from django.urls import reverse

from home.models import Inquiry
from portal.core.mail.letters import queue_after_commit
from portal.core.site_settings import PortalSettings


def tell_office(inquiry: Inquiry) -> None:
    """Tell the office, once the transaction is through, that somebody has written."""
    address = PortalSettings.load().email or settings.DEFAULT_FROM_EMAIL
    url = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('inquiries:edit', args=[inquiry.pk])}"
    queue_after_commit("inquiry_received", [address], {"inquiry": inquiry, "desk_url": url})


def tell_sender(inquiry: Inquiry) -> None:
    """Send the receipt, once the transaction is through."""
    context = {"inquiry": inquiry, "office": PortalSettings.load()}
    queue_after_commit("inquiry_receipt", [inquiry.email], context)
