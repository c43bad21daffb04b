"""One mailing at the desk: its preparation, its progress and its report, on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import InspectView
from wagtail.models import ModelLogEntry

from newsletter.models import Mailing
from newsletter.sending import report, services
from newsletter.sending.audience import count, editions_of
from newsletter.sending.errors import NotPossibleError
from newsletter.sending.pacing import trouble
from newsletter.vocabulary import DeliveryState, MailingState

from .mailing_acts import RETRY, SEND, possible
from .mailing_form import AudienceForm, MailingForm
from .readiness import editions

MOVING = (MailingState.SCHEDULED, MailingState.SENDING)
SHOWN_ENTRIES = 100
BEFORE = (MailingState.DRAFT, MailingState.WAITING, MailingState.SCHEDULED)


class MailingView(InspectView):
    """GET shows the mailing, POST saves the form of a draft: 422 with what was typed where something is wrong."""

    template_name = "newsletter/desk/mailing.html"
    page_title = gettext_lazy("Mailing")
    object: Mailing

    def get_page_subtitle(self) -> str:
        return str(self.object)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(SEND):
            return self.handle_no_permission()
        form = MailingForm.of(self.object, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            services.change(self.object, by=request.user, **form.values)  # type: ignore[arg-type]
        except NotPossibleError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The mailing is saved."))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        mailing = self.object
        context |= {"mailing": mailing, "acts": possible(mailing, self.request.user), "states": MailingState}
        context |= {"history": history(mailing)}
        context |= {"may_send": self.request.user.has_perm(SEND)}
        if mailing.state in BEFORE:
            context |= self._before(kwargs.get("form"))
        if mailing.started_at is not None:
            context |= progress_context(mailing)
            context |= report_context(mailing, context["progress"].by_state)
        if not context.get("failed"):
            context["acts"] = [act for act in context["acts"] if act.name != RETRY]
        return context

    def _before(self, form: MailingForm | None) -> dict[str, Any]:
        mailing = self.object
        figures = count(mailing.audience, mailing.issue_key, editions_of(mailing.issue_key))
        is_draft = mailing.state == MailingState.DRAFT
        return {
            "editions": editions(mailing.issue_key),
            "count": figures,
            "form": form or MailingForm.of(mailing) if is_draft else None,
            "audience_words": audience_words(mailing),
            "address": self.request.user.email,
        }


def progress_context(mailing: Mailing) -> dict[str, Any]:
    """What the progress shows; the fragment that a script asks for shows the same."""
    return {
        "mailing": mailing,
        "progress": report.progress(mailing),
        "is_moving": mailing.state in MOVING,
        "is_entering": mailing.started_at is not None and mailing.entered_at is None,
        "server_trouble": trouble() if mailing.state == MailingState.SENDING else "",
        "progress_url": reverse("mailings:progress", args=[mailing.pk]),
    }


def report_context(mailing: Mailing, by_state: dict[str, int]) -> dict[str, Any]:
    """The figures of the report; how many mails are in which state is counted for the progress already."""
    return {
        "figures": [(DeliveryState(code).label, number) for code, number in sorted(by_state.items())],
        "by_language": report.by_language(mailing),
        "reasons": report.reasons(mailing),
        "returns": report.returns(mailing),
        "links": report.clicks(mailing) if mailing.tracks_clicks else None,
        "unknown": by_state.get(DeliveryState.UNKNOWN, 0),
        "failed": by_state.get(DeliveryState.FAILED, 0),
    }


def history(mailing: Mailing) -> list[dict[str, Any]]:
    """Who did what when, the newest first; nobody is named for what the system did by itself."""
    entries = ModelLogEntry.objects.for_instance(mailing).select_related("user").order_by("-timestamp", "-pk")
    return [
        {
            "when": entry.timestamp,
            "who": entry.user,
            "what": entry.message,
            "why": entry.data.get("reason") or entry.data.get("why") or "",
        }
        for entry in entries[:SHOWN_ENTRIES]
    ]


def audience_words(mailing: Mailing) -> list[tuple[str, str]]:
    """The audience as (group, choices in words); a group without a choice is not named."""
    form = AudienceForm()
    found = []
    for name, field in form.fields.items():
        labels = dict(getattr(field, "choices", ()))
        chosen = [str(labels[code]) for code in mailing.audience.get(name) or () if code in labels] if labels else []
        if chosen:
            found.append((str(field.label), _(", ").join(chosen)))
    return found
