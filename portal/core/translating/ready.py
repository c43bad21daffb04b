"""The page of the desk that publishes complete translations, one or many."""

from itertools import islice
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View
from wagtail.admin import messages

from .actions import may_publish
from .facts import Facts, Row
from .pages import TranslationPage
from .report import translatable_pages
from .rows import rows_of
from .services import NotReadyError, publish_translation
from .states import State, languages, state_of

MOST = 100


class ReadyForm(forms.Form):
    """Which of the complete translations are published; all at first."""

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Translations"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one translation."),
            "invalid_choice": gettext_lazy("One of the translations is not complete any more. Please look again."),
        },
    )

    def __init__(self, ready: list[tuple[Row, Facts]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ready = {_key(row, facts): (row, facts) for row, facts in ready}
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(key, f"{row.title} ({facts.locale})") for key, (row, facts) in self.ready.items()]
        self.initial["chosen"] = list(self.ready)


class ReadyView(TranslationPage, View):
    """At most `MOST` at once, parents before their children. `page` and `language` in the address narrow it to one."""

    template_name = "core/translating/ready.html"
    page_title = gettext_lazy("Publish what is ready")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(ReadyForm(self.ready))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReadyForm(self.ready, request.POST)
        if not form.is_valid():
            return self._answer(form, status=422)
        done = [one for key in form.cleaned_data["chosen"] if (one := self._publish(*form.ready[key]))]
        text = ngettext("%(number)d translation was published.", "%(number)d translations were published.", len(done))
        messages.success(request, text % {"number": len(done)})
        return redirect("translations_report")

    @cached_property
    def ready(self) -> list[tuple[Row, Facts]]:
        locales = languages()
        asked = self.request.GET
        unfinished = Q()
        for locale in locales:
            unfinished |= Q(**{f"{state_of(locale)}__in": (State.DRAFT, State.BEHIND)})
        pages = translatable_pages(self.actor).filter(unfinished, live=True)
        if asked.get("page", "").isdecimal():
            pages = pages.filter(pk=int(asked["page"][:9]))
        found = (
            (row, facts)
            for row in rows_of(pages, locales)
            for facts in row.facts
            if asked.get("language", facts.language) == facts.language and may_publish(self.actor, row, facts)
        )
        return list(islice(found, MOST))

    def _publish(self, row: Row, facts: Facts) -> bool:
        """Whether it was published; one that was changed since it was listed is told, the others go on."""
        try:
            publish_translation(row.source, facts, actor=self.actor)
        except NotReadyError:
            messages.warning(self.request, _("“%(title)s” is not complete any more.") % {"title": row.title})
            return False
        return True

    def _answer(self, form: ReadyForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(form=form, most=MOST)
        return self.render_to_response(context, status=status)

    def get_page_title(self) -> str:
        return str(self.page_title)


def _key(row: Row, facts: Facts) -> str:
    return f"{row.source.pk}-{facts.language}"
