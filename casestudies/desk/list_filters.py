"""What the desk's lists of cases can be narrowed down by."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import LocaleFilter, WagtailFilterSet
from wagtail.coreutils import get_content_languages

from casestudies.desk.consent_rows import cases_with_consent
from casestudies.models import CaseStudyPage
from portal.core.countries import country_name
from portal.core.dates import short_fiscal_year
from portal.core.media.consent import HIDING, ConsentState
from portal.core.vocabulary import ExchangeType, SchoolType

CONSENTS = (("problem", _("A picture is hidden")), ("ending", _("A consent ends soon")))
TRANSLATIONS = (("missing", _("Not published in the other language")), ("published", _("Published in both languages")))


def languages() -> list[tuple[str, str]]:
    """The languages pages may have."""
    return list(get_content_languages().items())


def years_in_use() -> list[tuple[int, str]]:
    """The fiscal years that have cases, the newest first."""
    years = CaseStudyPage.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return [(year, short_fiscal_year(year)) for year in years]


def countries_in_use() -> list[tuple[str, str]]:
    """The countries and regions of all cases, by name."""
    lists = CaseStudyPage.objects.order_by().values_list("countries", flat=True).distinct()
    codes = {code for codes in lists for code in codes}
    return sorted(((code, country_name(code)) for code in codes), key=lambda pair: pair[1])


def holding_any(cases: Any, field: str, codes: Iterable[str]) -> Any:
    """The cases whose list of codes holds one of these. No database compares a part of a JSON list the same way, but
    its text holds each code in quotation marks."""
    text = f"{field}_text"
    wanted = reduce(or_, (Q(**{f"{text}__contains": f'"{code}"'}) for code in codes))
    return cases.annotate(**{text: Cast(field, TextField())}).filter(wanted)


class _Choices(django_filters.MultipleChoiceFilter):
    """Check boxes: any of those ticked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)


class _Choice(django_filters.ChoiceFilter):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, empty_label=_("All"), **kwargs)


class CaseFilters(WagtailFilterSet):
    """All filters of the lists; `locale` is Wagtail's own, first and with a label that is translated."""

    locale = LocaleFilter(
        label=_("Language of the page"),
        choices=languages,
        empty_label=None,
        null_label=_("All"),
        null_value=None,
        widget=forms.RadioSelect,
    )
    fiscal_year = _Choices(label=_("Fiscal year"), choices=years_in_use)
    school_type = _Choices(label=_("School type"), choices=SchoolType.choices)
    exchange_type = _Choices(label=_("Exchange type"), choices=ExchangeType.choices, method="by_exchange_type")
    country = _Choices(label=_("Country or region"), choices=countries_in_use, method="by_country")
    live = _Choice(
        label=_("On the site"),
        choices=(("true", pgettext_lazy("state of a page", "Published")), ("false", _("Not published"))),
        method="by_live",
    )
    first_timer = _Choice(
        label=_("First exchange of the school"),
        choices=(("true", _("Yes")), ("false", _("No"))),
        method="by_first_timer",
    )
    consent = _Choice(label=_("Consent for pictures"), choices=CONSENTS, method="by_consent")
    translation = _Choice(label=_("Translation"), choices=TRANSLATIONS, method="by_translation")

    class Meta:
        model = CaseStudyPage
        fields: list[str] = []

    def by_exchange_type(self, cases: Any, name: str, values: list[str]) -> Any:
        return holding_any(cases, "exchange_types", values) if values else cases

    def by_country(self, cases: Any, name: str, values: list[str]) -> Any:
        return holding_any(cases, "countries", values) if values else cases

    def by_live(self, cases: Any, name: str, value: str) -> Any:
        return cases.filter(live=value == "true")

    def by_first_timer(self, cases: Any, name: str, value: str) -> Any:
        return cases.filter(first_timer=value == "true")

    def by_consent(self, cases: Any, name: str, value: str) -> Any:
        states = HIDING if value == "problem" else (ConsentState.ENDING,)
        return cases.filter(pk__in=cases_with_consent(*states))

    def by_translation(self, cases: Any, name: str, value: str) -> Any:
        others = CaseStudyPage.objects.live().filter(translation_key=OuterRef("translation_key"))
        published = Exists(others.exclude(locale_id=OuterRef("locale_id")))
        return cases.filter(published if value == "published" else ~published)
