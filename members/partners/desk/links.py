"""The links of one partner at the desk: what became of each, sending another one, taking them back."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from members.partners.link_models import PartnerLetter, PartnerLink
from members.partners.links.purposes import purpose_of
from members.partners.models import PartnerSchool
from members.partners.services.links import revoke_link, revoke_links, send_link
from portal.core.desk.menu import MEMBERS_MENU

from .due import DuePage, DueView, SendView

SHOWN_LINKS = 100


@dataclass(frozen=True)
class LinkRow:
    """A link as the desk sees it; never its key."""

    link: PartnerLink

    @property
    def purpose(self) -> str:
        known = purpose_of(self.link.purpose)
        return str(known.label) if known else self.link.purpose

    @property
    def state(self) -> str:
        return str(self.link.state.label)

    @property
    def letter(self) -> str:
        """Whether the letter with it went out."""
        letters = list(self.link.letters.all())
        if not letters:
            return ""
        return letter_state(letters[-1])


def letter_state(letter: PartnerLetter) -> str:
    """What became of a letter, in words."""
    if letter.posted_at is not None:
        return _("Posted")
    if letter.began_at is not None:
        return _("Interrupted while being posted: it may have gone out")
    return _("Waiting for the mail server") if letter.failures else _("Waiting to be posted")


class PartnerPage(DuePage):
    """A page about one partner."""

    @cached_property
    def partner(self) -> PartnerSchool:
        return get_object_or_404(PartnerSchool, pk=self.kwargs["pk"])

    def way_here(self) -> list[dict[str, Any]]:
        return [{"url": reverse("partners:edit", args=[self.partner.pk]), "label": self.partner.name}]


class LinksView(PartnerPage, View):
    """All links of a partner. POST sends one, or takes all back."""

    template_name = "partner_links/desk/links.html"
    page_title = gettext_lazy("Links of this partner")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        links = PartnerLink.objects.filter(partner=self.partner).select_related("created_by", "revoked_by")
        rows = [LinkRow(link) for link in links.prefetch_related("letters").order_by("-pk")[:SHOWN_LINKS]]
        has_open = any(row.link.is_open for row in rows)
        context = self.get_context_data(partner=self.partner, rows=rows, has_open=has_open)
        return self.render_to_response(context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "revoke" in request.POST:
            number = revoke_links(self.partner, actor=self.actor)
            text = ngettext("%(number)d link is taken back.", "%(number)d links are taken back.", number)
            messages.success(request, text % {"number": number})
        else:
            self._send()
        return redirect("partner_links_desk:partner", self.partner.pk)

    def _send(self) -> None:
        try:
            send_link(self.partner, actor=self.actor)
        except ValidationError as refused:
            messages.error(self.request, " ".join(refused.messages))
        else:
            messages.success(self.request, _("The link is on its way to the contact address."))


class RevokeView(PartnerPage, View):
    """Take one link back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("partner_links_desk:partner", self.partner.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        link = get_object_or_404(PartnerLink, pk=self.kwargs["link"], partner=self.partner)
        if revoke_link(link, actor=self.actor):
            messages.success(request, _("The link is taken back. It opens nothing any more."))
        else:
            messages.warning(request, _("This link was over already."))
        return redirect("partner_links_desk:partner", self.partner.pk)


class DueMenuItem(MenuItem):
    """Shown to those who look after partners."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(DuePage.permission))


class PartnerLinksViewSet(ViewSet):
    """The pages under `/cms/partner_links/`."""

    icon = "mail"
    menu_label = gettext_lazy("Confirmation of partners")
    menu_name = "partner_links"
    menu_order = 42
    menu_hook = MEMBERS_MENU

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return DueMenuItem(
            self.menu_label,
            self.menu_url,
            name=self.menu_name,
            icon_name=self.icon,
            order=self.get_menu_item_order(order),
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("", "index", DueView),
            ("send/", "send", SendView),
            ("<int:pk>/", "partner", LinksView),
            ("<int:pk>/<int:link>/revoke/", "revoke", RevokeView),
        ]
        return [path(route, self.construct_view(view), name=name) for route, name, view in pages]


partner_links_viewset = PartnerLinksViewSet("partner_links_desk", url_prefix="partner_links")
