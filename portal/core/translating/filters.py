"""What the report on translations can be narrowed to."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page

from .sections import section_names
from .states import State, languages, state_of

STATES = [(state.value, state.label) for state in State if state != State.OWN]


def language_choices() -> list[tuple[str, str]]:
    return [(locale.language_code, str(locale)) for locale in languages()]


def kind_choices() -> list[tuple[int, str]]:
    """The types of the pages there are, by name."""
    keys = Page.objects.filter(depth__gte=2).order_by().values_list("content_type", flat=True).distinct()
    kinds = ContentType.objects.filter(pk__in=keys)
    names = [(kind.pk, capfirst(str(model._meta.verbose_name))) for kind in kinds if (model := kind.model_class())]
    return sorted(names, key=lambda one: one[1])


def section_choices() -> list[tuple[str, str]]:
    return list(section_names().items())


class TranslationFilters(WagtailFilterSet):
    """State and language together: a page is found when it has one of the states in that language, or in any."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State of the translation"), choices=STATES, widget=forms.CheckboxSelectMultiple, method="keep"
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=language_choices, widget=forms.RadioSelect, empty_label=_("All"), method="keep"
    )
    section = django_filters.ChoiceFilter(
        label=_("Part of the site"),
        choices=section_choices,
        widget=forms.RadioSelect,
        empty_label=_("All"),
        field_name="path",
        lookup_expr="startswith",
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Type of page"), choices=kind_choices, widget=forms.CheckboxSelectMultiple, field_name="content_type"
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def keep(self, pages: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """`filter_queryset` looks at state and language at once."""
        return pages

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return with_asked_states(super().filter_queryset(queryset), self.form.cleaned_data)


def with_asked_states(rows: QuerySet[Any], asked: Mapping[str, Any]) -> QuerySet[Any]:
    """The rows that have one of the states `asked["state"]` in `asked["language"]`, or in any language."""
    if not asked["state"] and not asked["language"]:
        return rows
    wanted = asked["state"] or [value for value, _label in STATES]
    condition = Q()
    for locale in languages():
        if asked["language"] in {"", locale.language_code}:
            condition |= Q(**{f"{state_of(locale)}__in": wanted})
    return rows.filter(condition)
