"""The newsletter on the first page of the desk: the next issue, what is being sent, and how the readers grow."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from newsletter.models import IssuePage, Mailing
from newsletter.sending import report
from newsletter.subscribing.figures import growth
from newsletter.vocabulary import MailingState

from .mailing_acts import SEND

MONTHS = 6
_OPEN = (MailingState.WAITING, MailingState.SCHEDULED, MailingState.SENDING, MailingState.PAUSED)
_MOST = 5


class NewsletterPanel(Component):
    """Five queries, however many issues, mailings and readers there are."""

    name = "newsletter"
    template_name = "newsletter/desk/panel.html"
    order = 110

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        drafts = IssuePage.objects.filter(live=False).select_related("locale").order_by("-number", "locale")
        months = growth(MONTHS)
        mailings = list(Mailing.objects.filter(state__in=_OPEN)[:_MOST])
        done = report.percents([mailing for mailing in mailings if mailing.started_at])
        return {
            "drafts": list(drafts.defer("body")[:_MOST]),
            # How much of each has ended; None before it begins.
            "mailings": [(mailing, done.get(mailing.pk)) for mailing in mailings],
            "months": months,
            "total": months[-1].total,
        }


def may_see(request: HttpRequest) -> bool:
    """Whether the newsletter is this person's business."""
    return bool(request.user.has_perm(SEND))
