"""How the register shows a partner's state, and the record of one partner."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.models import ModelLogEntry

from members.partners.duplicates import likenesses_of
from members.partners.load import open_requests
from members.partners.models import PartnerSchool
from members.partners.record import merges_of, sections_of
from members.partners.states import PartnerStatus
from portal.core.dates import short_date

from .pages import PartnerPage
from .words import year_words

_LAST_CHANGES = 20


def state_words(partner: PartnerSchool) -> str:
    """The stored state and what time has made of it, without the load: that would be a query a row."""
    words = [str(PartnerStatus(partner.status).label)]
    state = partner.state()
    if partner.status != PartnerStatus.CLOSED:
        if state.stale:
            words.append(_("stale"))
        elif state.to_confirm:
            words.append(_("to be confirmed"))
        if partner.full_until and partner.full_until >= timezone.localdate():
            words.append(_("full until %(date)s") % {"date": short_date(partner.full_until)})
    if partner.merged_into_id:
        words.append(_("merged"))
    return _(", ").join(words)


class RecordView(PartnerPage, View):
    """Everything the office knows of a partner beside its fields: how it answers, what was asked, who did what."""

    template_name = "partners/desk/record.html"
    page_title = gettext_lazy("Record of this partner")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        partner = self.partner
        waiting = open_requests([partner.pk]).get(partner.pk, 0)
        context = self.get_context_data(
            partner=partner,
            state=state_words(partner),
            takes_requests=partner.state(waiting).takes_requests,
            waiting=waiting,
            own_year=year_words({name: getattr(partner, name).all() for name in ("periods", "terms", "special_days")}),
            likenesses=likenesses_of(partner),
            sections=sections_of(partner),
            merges=merges_of(partner),
            changes=ModelLogEntry.objects.for_instance(partner).select_related("user")[:_LAST_CHANGES],
            history_url=reverse("partners:history", args=[partner.pk]),
        )
        return self.render_to_response(context)
