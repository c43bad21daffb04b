"""The report on translations for snippets, such as questions and answers: the same states, the library's own pages."""

from typing import Any

import django_filters
from django import forms
from django.contrib.admin.utils import quote
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import DraftStateMixin, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from .actions import Action, may_translate
from .facts import Facts, Row
from .filters import STATES, language_choices, with_asked_states
from .report import LanguageColumn, PageColumn, TranslationReportView
from .rows import rows_of
from .states import sources, with_states


def translated_snippets() -> list[Any]:
    """The kinds of snippets that have translations and drafts."""
    snippets = get_snippet_models()
    return [one for one in snippets if issubclass(one, TranslatableMixin) and issubclass(one, DraftStateMixin)]


def report_url(model: Any) -> str:
    return reverse("translations_snippets", args=[model._meta.label_lower])


class SnippetFilters(WagtailFilterSet):
    """As for pages, without what only pages have."""

    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State of the translation"),
        choices=STATES,
        widget=forms.CheckboxSelectMultiple,
        method="keep",
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=language_choices,
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
        method="keep",
    )

    def keep(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return with_asked_states(super().filter_queryset(queryset), self.form.cleaned_data)


class SnippetReportView(TranslationReportView):
    """One kind of snippet, named in the address."""

    filterset_class = SnippetFilters
    is_searchable = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = {model._meta.label_lower: model for model in translated_snippets()}
        if kwargs["label"] not in found:
            raise Http404
        self.model = found[kwargs["label"]]
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_page_title(self) -> str:
        return _("Translations: %(kind)s") % {"kind": self.model._meta.verbose_name_plural}

    def get_index_url(self) -> str:
        return report_url(self.model)

    def get_index_results_url(self) -> str:
        return reverse("translations_snippets_results", args=[self.model._meta.label_lower])

    @cached_property
    def columns(self) -> list[Column]:
        kind = capfirst(str(self.model._meta.verbose_name))
        first = PageColumn("title", label=kind, accessor=lambda row: row, classname="title")
        return [first, *(LanguageColumn(locale, snippet_actions) for locale in self.locales)]

    @cached_property
    def list_export(self) -> list[str]:
        return ["title", *self.told_fields]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Pages"), url=reverse("translations_report"), icon_name="folder-open-inverse")]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.model._default_manager.none()}

    def get_base_queryset(self) -> QuerySet[Any]:
        return with_states(sources(self.model._default_manager.all()), self.locales).order_by("pk")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Words of any short text, in any language; all of them."""
        texts = [field.name for field in self.model._meta.fields if isinstance(field, CharField) and not field.choices]
        for word in self.search_query.split():
            condition = Q()
            for name in texts:
                condition |= Q(**{f"{name}__icontains": word})
            others = self.model._default_manager.filter(condition, translation_key=OuterRef("translation_key"))
            queryset = queryset.filter(Exists(others))
        return queryset

    def as_rows(self, rows: Any) -> Any:
        return rows_of(rows, self.locales)


def snippet_actions(request: HttpRequest, row: Row, facts: Facts) -> list[Action]:
    """The ways on for a snippet: wagtail-localize's own pages do it, and come back here."""
    options = row.source._meta
    kind = (options.app_label, options.model_name)
    found = []
    if facts.instance is None:
        if may_translate(request.user):
            url = reverse("wagtail_localize:submit_snippet_translation", args=[*kind, quote(row.source.pk)])
            found.append((_("Start the translation"), url))
    else:
        if facts.changed and facts.translation is not None and may_translate(request.user):
            url = reverse("wagtail_localize:update_translations", args=[facts.translation.source_id])
            found.append((_("Update from the source"), f"{url}?next={report_url(type(row.source))}"))
        label = pgettext("page at the desk", "Edit") if facts.translation is None else _("Open the translation")
        name = type(row.source).snippet_viewset.get_url_name("edit")
        found.append((label, reverse(name, args=[quote(facts.instance.pk)])))
    return [Action(label, url, f"{label}: {row.title} ({facts.locale})") for label, url in found]
