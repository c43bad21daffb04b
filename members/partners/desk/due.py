"""The desk's report of partners whose confirmation runs out, and letters to a selection of them."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages

from members.partners.due import Due, counts_by_country, counts_by_kind, due_partners
from members.partners.models import PartnerSchool
from members.partners.querysets import PartnerQuerySet
from members.partners.services.links import send_links
from portal.core.countries import country_name
from portal.core.desk.pages import DeskPage
from portal.core.desk.spreadsheets import SafeExportMixin
from portal.core.step_up import ask_first, is_fresh

ROWS_A_PAGE = 50
MOST_AT_ONCE = 500
SHOWN = 20


class DuePage(DeskPage):
    """A page of the report, for those who look after partners."""

    header_icon = "mail"
    permission = "partners.change_partnerschool"
    index = ("partner_links_desk:index", gettext_lazy("Confirmation of partners"))


def chosen(query: Any) -> tuple[Due, str, str, PartnerQuerySet]:
    """(kind, country, words) asked for, and the partners that fit, in the order of their confirmation."""
    kind = Due(query["kind"]) if query.get("kind") in Due.values else Due.DUE
    country, words = query.get("country", ""), query.get("q", "").strip()[:100]
    partners = due_partners(kind).order_by("confirmed_on", "name", "pk")
    if words:
        names = Q(name__icontains=words) | Q(name_en__icontains=words) | Q(name_local__icontains=words)
        partners = partners.filter(names | Q(code__iexact=words))
    return kind, country, words, partners


class DueView(DuePage, SafeExportMixin, View):
    """The report: how many of each kind, where they are, and the list, also as a file."""

    template_name = "partner_links/desk/due.html"
    page_title = gettext_lazy("Confirmation of partners")
    list_export = [
        "code",
        "name",
        "name_en",
        "get_country_display",
        "get_status_display",
        "confirmed_on",
        "last_step",
        "last_letter_at",
        "last_posted_at",
        "contact_name",
        "contact_email",
    ]
    export_headings = {
        "get_country_display": gettext_lazy("Country or region"),
        "get_status_display": gettext_lazy("State"),
        "last_step": gettext_lazy("Letters in this cycle"),
        "last_letter_at": gettext_lazy("Last letter written"),
        "last_posted_at": gettext_lazy("Last letter posted"),
    }

    def get_filename(self) -> str:
        return "partners-to-confirm"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kind, country, words, partners = chosen(request.GET)
        countries = [(code, country_name(code), number) for code, number in counts_by_country(partners)]
        partners = partners.filter(country=country) if country else partners
        if self.is_export:
            return self._file(partners)
        page = Paginator(partners, ROWS_A_PAGE).get_page(request.GET.get("p"))
        context = self.get_context_data(
            kind=kind,
            kinds=counts_by_kind(),
            countries=countries,
            country=country,
            words=words,
            page_obj=page,
            index_url=reverse("partner_links_desk:index"),
        )
        return self.render_to_response(context)

    def _file(self, partners: PartnerQuerySet) -> HttpResponseBase:
        if not self.request.user.has_perm("partners.export_partnerschool"):
            return self.render_to_response(self.get_context_data(refused=True), status=403)
        if not is_fresh(self.request):
            return ask_first(self.request)
        response: HttpResponseBase = self.as_spreadsheet(partners, self.request.GET["export"])
        return response


class SendView(DuePage, View):
    """Asks before links are sent to a selection, or to everybody whom the list shows; then sends them."""

    template_name = "partner_links/desk/send.html"
    page_title = gettext_lazy("Send links")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("partner_links_desk:index")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        partners = self._partners()
        if not partners:
            messages.error(request, _("Choose at least one partner."))
            return redirect("partner_links_desk:index")
        keys = [partner.pk for partner in partners]
        if "send" in request.POST:
            sent, left_out = send_links(keys, actor=self.actor)
            self._tell(sent, left_out)
            return redirect("partner_links_desk:index")
        without = sum(not partner.contact_email for partner in partners)
        context = self.get_context_data(
            partners=partners[:SHOWN], number=len(partners), without=without, keys=keys, most=MOST_AT_ONCE
        )
        return self.render_to_response(context)

    def _partners(self) -> list[PartnerSchool]:
        if "everybody" in self.request.POST:
            _kind, country, _words, found = chosen(self.request.POST)
            found = found.filter(country=country) if country else found
        else:
            keys = [int(key) for key in self.request.POST.getlist("partner") if key.isdecimal()]
            found = due_partners(Due.ALL).filter(pk__in=keys[:MOST_AT_ONCE]).order_by("name", "pk")
        return list(found[:MOST_AT_ONCE])

    def _tell(self, sent: int, left_out: int) -> None:
        if sent:
            text = ngettext("%(number)d link is sent.", "%(number)d links are sent.", sent)
            messages.success(self.request, text % {"number": sent})
        if left_out:
            text = ngettext(
                "%(number)d partner was left out: without contact e-mail, closed, or written to just now.",
                "%(number)d partners were left out: without contact e-mail, closed, or written to just now.",
                left_out,
            )
            messages.warning(self.request, text % {"number": left_out})
