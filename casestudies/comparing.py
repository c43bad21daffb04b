"""Up to three cases side by side, row by row, with the rows in which they differ."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail.rich_text import expand_db_html

from casestudies.cards import country_label, key_facts, our_school, partner_school, pupils_label, school_label
from casestudies.models import CaseStudyPage

MOST = 3
_STORY = (
    "background",
    "preparation_teachers",
    "preparation_pupils",
    "preparation_concierge",
    "materials",
    "afterwork",
    "ingenuity",
    "challenges",
)


@dataclass(frozen=True)
class Row:
    """A line of the table: one value a case; `differs` when they are not all the same."""

    label: str
    values: list[Any]
    differs: bool


@dataclass
class Comparison:
    """The cases in the order chosen. `left_out` counts what is not public, `too_many` what was chosen beyond `MOST`."""

    cases: list[CaseStudyPage]
    left_out: int
    too_many: int
    rows: list[Row] = field(default_factory=list)


def compare(params: QueryDict, locale: Locale) -> Comparison:
    """The live cases of a language whose keys or addresses stand under `case`, at most `MOST`. Never raises."""
    wanted = list(dict.fromkeys(value for value in params.getlist("case") if value))
    chosen = wanted[:MOST]
    keys = [int(value) for value in chosen if value.isascii() and value.isdigit() and len(value) < 10]
    slugs = [value.replace("\x00", "") for value in chosen]
    live = CaseStudyPage.objects.live().filter(locale=locale)
    found = {str(case.pk): case for case in live.filter(pk__in=keys)}
    found |= {case.slug: case for case in live.filter(slug__in=slugs)}
    cases = list(dict.fromkeys(found[value] for value in chosen if value in found))
    comparison = Comparison(cases, len(chosen) - len(cases), len(wanted) - len(chosen))
    if cases:
        comparison.rows = [*_fact_rows(cases), *_story_rows(cases)]
    return comparison


def _row(label: str, values: list[Any]) -> Row:
    return Row(label, values, len({str(value) for value in values}) > 1)


def _fact_rows(cases: list[CaseStudyPage]) -> list[Row]:
    schools: list[tuple[str, Callable[[CaseStudyPage], Any]]] = [
        (_("School in Tokyo"), lambda case: our_school(case).title),
        (_("Grades"), school_label),
        (_("Number of pupils"), lambda case: pupils_label(case.pupils)),
        (_("Partner school"), lambda case: partner_school(case).title),
        (_("Country or region"), country_label),
    ]
    rows = [_row(label, [value(case) for case in cases]) for label, value in schools]
    facts = [key_facts(case) for case in cases]
    rows += [_row(str(parts[0][0]), [value for _label, value in parts]) for parts in zip(*facts, strict=True)]
    return [row for row in rows if any(row.values)]


def _story_rows(cases: list[CaseStudyPage]) -> list[Row]:
    rows = [_row(_("How the day went"), [_timetable(case) for case in cases])]
    for name in _STORY:
        label = str(CaseStudyPage._meta.get_field(name).verbose_name)
        rows.append(_row(label[:1].upper() + label[1:], [_rich(getattr(case, name)) for case in cases]))
    return [row for row in rows if any(row.values)]


def _rich(text: str) -> SafeString:
    return SafeString(expand_db_html(text))


def _timetable(case: CaseStudyPage) -> SafeString:
    lines = ((block.value["time"], block.value["activity"]) for block in case.timetable)
    items = format_html_join("", '<li><span class="num">{}</span> {}</li>', lines)
    return format_html('<ul role="list">{}</ul>', items) if items else SafeString("")
