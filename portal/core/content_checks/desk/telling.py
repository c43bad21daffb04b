"""Findings told to whoever publishes: hooks of Wagtail, and the answer to what was refused."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from portal.core.content_checks.checking import check_page
from portal.core.content_checks.findings import Finding, place_of
from portal.core.content_checks.gate import UnfitToPublishError, refuse_errors
from portal.core.pages.base import BasePage

MOST = 5  # findings told in a message; the rest stand in the editor and in the report


def after_publishing(request: HttpRequest, page: Page) -> None:
    """For `after_publish_page`: what does not keep the page from the public, but should be looked at."""
    if isinstance(page, BasePage):
        _tell(request, page, check_page(page))


def before_editing(request: HttpRequest, page: Page) -> None:
    """For `before_edit_page`: the editor of translations has no form of ours, so findings are told here."""
    if request.method != "GET" or not isinstance(page, BasePage):
        return
    translations = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    if translations.filter(target_locale_id=page.locale_id).exists():
        _tell(request, page, check_page(page.get_latest_revision_as_object()))


def before_bulk_publishing(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> Any:
    """For `before_bulk_action`: all pages chosen are fit to be published, or none is published."""
    if action_type != "publish" or not objects or not isinstance(objects[0], Page):
        return None
    try:
        refuse_errors(_drafts(objects, action))
    except UnfitToPublishError as refusal:
        tell_refusal(request, refusal)
        return redirect(action.next_url)
    return None


def tell_refusal(request: HttpRequest, refusal: UnfitToPublishError) -> None:
    """Say of each page refused what has to be put right first."""
    for page, findings in refusal.refused:
        sentence = _("“%(title)s” cannot be published yet.") % {"title": page.get_admin_display_title()}
        messages.error(request, format_html("{}{}", sentence, _listed(type(page), findings)))


def refused(request: HttpRequest, refusal: UnfitToPublishError) -> HttpResponse:
    """The answer where an approval was refused: back to the editor of the page, also out of a dialogue."""
    tell_refusal(request, refusal)
    editor = reverse("wagtailadmin_pages:edit", args=[refusal.refused[0][0].pk])
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return JsonResponse({"step": "success", "redirect": editor})
    return redirect(editor)


def _tell(request: HttpRequest, page: Page, findings: list[Finding]) -> None:
    if not findings:
        return
    sentence = ngettext(
        "The check of “%(title)s” has %(number)d finding.",
        "The check of “%(title)s” has %(number)d findings.",
        len(findings),
    ) % {"title": page.get_admin_display_title(), "number": len(findings)}
    messages.warning(request, format_html("{}{}", sentence, _listed(type(page), findings)))


def _listed(model: type[Page], findings: Sequence[Finding]) -> SafeString:
    rows = ((place_of(model, finding.path), finding.message) for finding in findings[:MOST])
    rest = len(findings) - MOST
    more = ngettext("and %(number)d more", "and %(number)d more", rest) % {"number": rest} if rest > 0 else ""
    return format_html(
        "<ul>{}{}</ul>",
        format_html_join("", "<li>{}: {}</li>", rows),
        format_html("<li>{}</li>", more) if more else "",
    )


def _drafts(pages: Iterable[Page], action: Any) -> list[Page]:
    """The newest versions of these pages and, where that was chosen, of the drafts below them."""
    chosen = list(pages)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        chosen += [below for page in pages for below in page.get_descendants().not_live()]
    return [page.get_latest_revision_as_object() for page in chosen]
