"""The desk's pages for writing an issue: the next one from the last one, and what is new for it."""

from abc import ABC, abstractmethod
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from newsletter.models import IssuePage, NewsletterIndexPage
from newsletter.parts import chosen_keys
from newsletter.writing.material import (
    ChangedMeanwhileError,
    Group,
    LockedError,
    add_material,
    moment_of_last,
    proposals,
)
from newsletter.writing.next_issue import outline, start_next
from portal.core.desk.pages import DeskPage

LANGUAGE = "ja"
"""Issues are written in this language; the others are translations."""


class WritingPage(DeskPage, TemplateView, ABC):
    """A page of the desk about a page of the newsletter: whoever may write there may open it."""

    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.is_allowed():
            raise PermissionDenied
        response: HttpResponseBase = TemplateView.dispatch(self, request, *args, **kwargs)
        return response

    @abstractmethod
    def is_allowed(self) -> bool:
        """Whether this person may write here."""

    @property
    def chosen(self) -> list[int]:
        """The primary keys that were ticked; what is no number is passed over."""
        return [int(key) for key in self.request.POST.getlist("page") if key.isascii() and key.isdigit()]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.way_here(), {"url": "", "label": self.get_page_title()}]


class NextIssueView(WritingPage):
    """Tells what the next issue will have, proposes what is new, and begins it."""

    template_name = "newsletter/desk/next_issue.html"
    page_title = gettext_lazy("Start the next issue")

    @cached_property
    def newsletter(self) -> NewsletterIndexPage:
        return get_object_or_404(NewsletterIndexPage, pk=self.kwargs["pk"], locale__language_code=LANGUAGE)

    def is_allowed(self) -> bool:
        return may_start(self.newsletter, self.actor)

    def way_here(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_explore", args=[self.newsletter.pk]), "label": self.newsletter.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moment = moment_of_last(self.newsletter)
        plan = outline(self.newsletter)
        return {
            **super().get_context_data(**kwargs),
            "newsletter": self.newsletter,
            "plan": plan,
            "next": IssuePage(number=plan.number),
            "groups": proposals(self.newsletter.locale, moment),
            "moment": moment,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        promised = request.POST.get("number", "")
        if not (promised.isascii() and promised.isdigit() and 0 < int(promised) < 10**6):
            return redirect("newsletter_next_issue", self.newsletter.pk)
        started = start_next(self.newsletter, int(promised), self.chosen, actor=self.actor)
        words = {"number": started.issue.number_label}
        if started.is_new:
            messages.success(request, _("%(number)s has begun as a draft.") % words)
        else:
            messages.warning(request, _("%(number)s has been begun already; nothing was made anew.") % words)
        return redirect("wagtailadmin_pages:edit", started.issue.pk)


class MaterialView(WritingPage):
    """Proposes what is new since the issue before, and appends what is ticked to the newest draft."""

    template_name = "newsletter/desk/material.html"
    page_title = gettext_lazy("What is new for this issue")

    @cached_property
    def issue(self) -> IssuePage:
        return get_object_or_404(IssuePage, pk=self.kwargs["pk"], locale__language_code=LANGUAGE)

    def is_allowed(self) -> bool:
        return bool(self.issue.permissions_for_user(self.actor).can_edit())

    def way_here(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_pages:edit", args=[self.issue.pk]), "label": self.issue.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = self.issue.get_latest_revision_as_object()
        newsletter = self.issue.get_parent().specific
        moment = moment_of_last(newsletter, self.issue.number)
        groups: list[Group] = proposals(self.issue.locale, moment, set(chosen_keys(draft.body)))
        return {**super().get_context_data(**kwargs), "issue": self.issue, "groups": groups, "moment": moment}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        revision = request.POST.get("revision", "")
        known = int(revision) if revision.isascii() and revision.isdigit() else None
        try:
            number = add_material(self.issue, self.chosen, revision=known, actor=self.actor)
        except ChangedMeanwhileError:
            text = _("Somebody has saved this issue meanwhile. Nothing was added; please choose again.")
        except LockedError as error:
            text = _("This issue cannot be changed now: %(reason)s. Nothing was added.") % {"reason": error}
        else:
            return self._added(number)
        messages.error(request, text)
        return self.render_to_response(self.get_context_data(), status=409)

    def _added(self, number: int) -> HttpResponse:
        if not number:
            messages.warning(self.request, _("Nothing new was chosen."))
            return redirect("newsletter_material", self.issue.pk)
        text = ngettext(
            "%(number)d block was added to the draft.", "%(number)d blocks were added to the draft.", number
        )
        messages.success(self.request, text % {"number": number})
        return redirect("wagtailadmin_pages:edit", self.issue.pk)


def may_start(newsletter: NewsletterIndexPage, user: Any) -> bool:
    """Whether this person may begin an issue below this list."""
    return bool(newsletter.permissions_for_user(user).can_add_subpage())


def addresses() -> list[URLPattern]:
    """For the hook `register_admin_urls`."""
    return [
        path("newsletter/<int:pk>/next-issue/", NextIssueView.as_view(), name="newsletter_next_issue"),
        path("newsletter/issues/<int:pk>/material/", MaterialView.as_view(), name="newsletter_material"),
    ]


def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> list[Button]:
    """For the hook `register_page_header_buttons`: the ways from the newsletter and from an issue."""
    shown = page.specific
    if shown.locale.language_code != LANGUAGE:
        return []
    if isinstance(shown, NewsletterIndexPage):
        return [_next_button(shown)] if may_start(shown, user) else []
    if not isinstance(shown, IssuePage):
        return []
    found = []
    if shown.permissions_for_user(user).can_edit():
        url = reverse("newsletter_material", args=[shown.pk])
        found.append(Button(_("Add what is new"), url=url, icon_name="download", priority=12))
    newsletter = shown.get_parent().specific
    return [*found, _next_button(newsletter)] if may_start(newsletter, user) else found


def _next_button(newsletter: NewsletterIndexPage) -> Button:
    url = reverse("newsletter_next_issue", args=[newsletter.pk])
    return Button(_("Start the next issue"), url=url, icon_name="doc-empty-inverse", priority=13)
