"""Suggestions while typing, and near words for what finds nothing."""

from django.db import connection
from django.http import QueryDict
from wagtail.models import Locale

from casestudies.columns import store
from casestudies.did_you_mean import SpellerStore
from casestudies.filters import parse_query
from casestudies.models import CaseStudyPage
from casestudies.selectors import search_cases
from casestudies.terms import TermStore
from portal.core.search.models import Synonym
from tests.bench.report import Report, milliseconds, times

_TYPED = [
    "た",
    "たい",
    "台湾",
    "こ",
    "交流",
    "小学校",
    "の",
    "江東",
    "オンライン",
    "a",
    "sc",
    "school",
    "ない言葉",
    "「",
]
_SLIPS = ["オンライソ", "たいわん", "Austrlia", "小学項", "コミュニケーショソ", "ほんこん", "オンライソ 給食 カート"]
_SUGGESTED_TARGET = 20
_MEANT_TARGET = 200


def run(cases: int, report: Report) -> None:
    """How long the builds take after a change, and the answers from then on."""
    report.heading(f"Suggestions and near words of {cases} cases on {connection.vendor}")
    reference = min(milliseconds(CaseStudyPage.objects.count) for _ in range(20))
    store.of("ja")
    terms = TermStore()
    report.line("terms built", f"{milliseconds(lambda: terms.of('ja')):.0f} ms")
    table = Synonym.objects.table()
    report.line("speller built", f"{milliseconds(lambda: SpellerStore().of('ja', table)):.0f} ms")
    suggested = times(_TYPED, lambda typed: terms.of("ja").proposals(typed))
    report.times("suggestions", suggested, target=_SUGGESTED_TARGET, reference=reference)
    narrow = parse_query(QueryDict("country=NZ&theme=steam&area=islands"))
    narrowed = times(_TYPED, lambda typed: terms.of("ja").proposals(typed, narrow))
    report.times("… among few cases", narrowed, target=_SUGGESTED_TARGET, reference=reference)
    locale = Locale.objects.get(language_code="ja")
    _meant(_SLIPS[0], locale)
    meant = times(_SLIPS, lambda typed: _meant(typed, locale))
    report.times("did you mean", meant, target=_MEANT_TARGET, reference=reference)


def _meant(typed: str, locale: Locale) -> object:
    params = QueryDict(mutable=True)
    params["q"] = typed
    return search_cases(params, locale).meant
