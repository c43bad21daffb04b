"""Pages of the desk on which a translation is brought in step with its source; each asks before it does."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages

from portal.core.desk.pages import DeskPage
from portal.core.groups import SUBMIT_TRANSLATION

from .facts import Facts, Row
from .report import translatable_pages
from .rows import rows_of
from .services import follow_again, take_over
from .states import languages


class TranslationPage(DeskPage):
    """A page about one page in one language, for those who translate."""

    header_icon = "wagtail-localize-language"
    permission = SUBMIT_TRANSLATION
    index = ("translations_report", gettext_lazy("Translations of the pages"))

    @cached_property
    def row(self) -> Row:
        found = list(rows_of(translatable_pages(self.actor).filter(pk=self.kwargs["pk"]), languages()))
        if not found:
            raise Http404
        return found[0]

    @cached_property
    def facts(self) -> Facts:
        facts = self.row.by_language.get(self.kwargs["language"])
        if facts is None or facts.is_own or facts.instance is None:
            raise Http404
        return facts

    def get_page_title(self) -> str:
        return f"{super().get_page_title()} – {self.row.title}"


class TakeOverView(TranslationPage, View):
    """Reads the source anew, after telling how many texts will then wait for a translation."""

    template_name = "core/translating/take_over.html"
    page_title = gettext_lazy("Update from the source")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(row=self.row, facts=self.facts))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.facts.translation is None:
            raise Http404
        take_over(self.facts.translation, actor=self.actor)
        messages.success(request, _("The texts of the source were taken over. Translate what is new, then publish."))
        return redirect("wagtailadmin_pages:edit", self.facts.instance.pk)


class FollowView(TranslationPage, View):
    """Ties a page that was edited by itself to its source again, with the texts it has."""

    template_name = "core/translating/follow.html"
    page_title = gettext_lazy("Follow the source")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.refuse()
        return self.render_to_response(self.get_context_data(row=self.row, facts=self.facts))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.refuse()
        target = self.facts.instance.get_latest_revision_as_object()
        kept, left = follow_again(self.row.source.specific, target, actor=self.actor)
        done = ngettext("%(number)d text was kept.", "%(number)d texts were kept.", kept) % {"number": kept}
        rest = ngettext("%(number)d text is to be translated.", "%(number)d texts are to be translated.", left)
        messages.success(request, f"{done} {rest % {'number': left}}" if left else done)
        return redirect("wagtailadmin_pages:edit", target.pk)

    def refuse(self) -> None:
        """Nobody ties a page they may not edit; one that follows already has nothing to tie."""
        if not self.facts.is_by_itself:
            raise Http404
        if not self.facts.instance.permissions_for_user(self.actor).can_edit():
            raise PermissionDenied
