"""The steps of a mailing at the desk: to begin one, to take it from state to state, to decide about its mails."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from newsletter.models import IssuePage, Mailing
from newsletter.sending import report, services
from newsletter.sending.audience import count, editions_of
from newsletter.sending.errors import NotPossibleError
from newsletter.sending.services.mailings import open_mailing
from newsletter.sending.testing import send_test
from newsletter.vocabulary import MailingState
from portal.core.desk.pages import DeskPage
from portal.core.pagination import paginate

from .mailing_acts import APPROVE, BY_NAME, SEND, Act, may
from .mailing_form import AudienceForm
from .mailing_page import progress_context

VIEW = "newsletter.view_mailing"
UNKNOWN_A_PAGE = 100


class MailingPage(DeskPage):
    """A page about one mailing."""

    permission = SEND
    index = ("mailings:index", pgettext_lazy("desk menu", "Sending the newsletter"))

    @cached_property
    def mailing(self) -> Mailing:
        return get_object_or_404(Mailing, pk=self.kwargs["pk"])

    def way_here(self) -> list[dict[str, Any]]:
        return [{"url": self.back, "label": str(self.mailing)}]

    @property
    def back(self) -> str:
        return reverse("mailings:inspect", args=[self.mailing.pk])

    def told(self, refused: NotPossibleError) -> HttpResponse:
        """Back to the mailing, with what stood against it."""
        messages.error(self.request, str(refused))
        return redirect(self.back)


class StartView(DeskPage, View):
    """Before a mailing begins at its issue. POST makes it, or leads to the one that has not ended."""

    template_name = "newsletter/desk/start.html"
    permission = SEND
    index = MailingPage.index
    page_title = gettext_lazy("Send this issue")

    @cached_property
    def issue(self) -> IssuePage:
        return get_object_or_404(IssuePage.objects.select_related("locale"), pk=self.kwargs["page"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        held = open_mailing(self.issue.translation_key)
        if held is not None:
            return redirect("mailings:inspect", held.pk)
        earlier = Mailing.objects.filter(issue_key=self.issue.translation_key).order_by("-pk")
        back = reverse("wagtailadmin_pages:edit", args=[self.issue.pk])
        context = self.get_context_data(issue=self.issue, earlier=earlier, back=back)
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        held = open_mailing(self.issue.translation_key)
        if held is None:
            try:
                held = services.create(self.issue, by=self.actor)
            except NotPossibleError:
                # A colleague was quicker.
                held = open_mailing(self.issue.translation_key)
        return redirect("mailings:inspect", held.pk) if held else redirect(request.path)


class ActView(MailingPage, View):
    """One of `mailing_acts.ACTS`. What cannot be undone asks first: GET shows the question, POST does it."""

    template_name = "newsletter/desk/act.html"
    permission = VIEW

    @cached_property
    def act(self) -> Act:
        found = BY_NAME.get(self.kwargs["act"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return str(self.act.label)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._refuse_others()
        if self.act.question is None or self.mailing.state not in self.act.states:
            return redirect(self.back)
        context = self.get_context_data(mailing=self.mailing, act=self.act, back=self.back, total=self._total())
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._refuse_others()
        try:
            self.act.run(self.mailing, by=self.actor)
        except NotPossibleError as refused:
            return self.told(refused)
        messages.success(request, str(self.act.done))
        return redirect("mailings:index" if self.act.name == "discard" else self.back)

    def _refuse_others(self) -> None:
        if not may(self.act, self.mailing, self.actor):
            raise PermissionDenied

    def _total(self) -> int | None:
        """How many it goes to, where the question is about that."""
        if self.mailing.state not in (MailingState.DRAFT, MailingState.WAITING) or self.act.is_serious:
            return None
        mailing = self.mailing
        return count(mailing.audience, mailing.issue_key, editions_of(mailing.issue_key)).total


class SendBackView(MailingPage, View):
    """The second person does not approve, and says why."""

    permission = APPROVE

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            services.send_back(self.mailing, by=self.actor, reason=request.POST.get("reason", "").strip())
        except NotPossibleError as refused:
            return self.told(refused)
        messages.success(request, _("The mailing is a draft again."))
        return redirect(self.back)


class TestView(MailingPage, View):
    """A test mail of one language to oneself."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pages = IssuePage.objects.filter(translation_key=self.mailing.issue_key)
        page = get_object_or_404(pages, locale__language_code=request.POST.get("language", ""))
        try:
            send_test(page, by=self.actor)
        except NotPossibleError as refused:
            return self.told(refused)
        messages.success(request, _("The test mail is sent to %(address)s.") % {"address": self.actor.email})
        return redirect(self.back)


class CountView(MailingPage, View):
    """How many an audience has, as a fragment, while it is chosen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = AudienceForm(request.GET)
        if not form.is_valid():
            return HttpResponse(status=422)
        key = self.mailing.issue_key
        context = {"count": count(form.audience, key, editions_of(key))}
        return TemplateResponse(request, "newsletter/desk/count.html", context)


class ProgressView(MailingPage, View):
    """Where the sending is, as a fragment that the page asks for again and again."""

    permission = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return TemplateResponse(request, "newsletter/desk/progress.html", progress_context(self.mailing))


class UnknownView(MailingPage, View):
    """The mails of which nobody knows whether they arrived. POST decides about those that are ticked."""

    template_name = "newsletter/desk/unknown.html"
    page_title = gettext_lazy("Mails whose fate is unknown")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = paginate(request, report.unknown(self.mailing), UNKNOWN_A_PAGE)
        context = self.get_context_data(mailing=self.mailing, rows=rows, back=self.back)
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        keys = [int(key) for key in request.POST.getlist("mail") if key.isdecimal()][:UNKNOWN_A_PAGE]
        decision = services.AGAIN if "again" in request.POST else services.SENT
        if not keys:
            messages.warning(request, _("Tick the mails first."))
            return redirect(request.path)
        try:
            number = services.decide_unknown(self.mailing, keys, decision, by=self.actor)
        except NotPossibleError as refused:
            return self.told(refused)
        if decision == services.AGAIN:
            text = ngettext("%(number)d mail is sent again.", "%(number)d mails are sent again.", number)
        else:
            text = ngettext("%(number)d mail counts as sent.", "%(number)d mails count as sent.", number)
        messages.success(request, text % {"number": number})
        return redirect(self.back)
