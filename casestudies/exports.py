"""The public facts of the cases found, as files that others may use: CSV and JSON, with the licence."""

import csv
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casestudies.facets import Facet, facet_values, value_label
from casestudies.models import CaseStudyPage
from casestudies.selectors import CaseSearch
from portal.core.municipalities import MUNICIPALITIES
from portal.core.site_settings import PortalSettings
from portal.core.spreadsheets import BOM, safe_cell

_BATCH = 500
_LIST_SEPARATOR = "; "
Column = tuple[str, Callable[[CaseStudyPage], Any]]


class _Echo:
    """A file that gives back what is written into it, so that lines can be sent one after the other."""

    def write(self, line: str) -> str:
        return line


def _labels(name: str) -> Callable[[CaseStudyPage], str]:
    return lambda case: _LIST_SEPARATOR.join(case.labels(name))


def _columns(request: HttpRequest, licence: str) -> list[Column]:
    return [
        (_("Address"), lambda case: request.build_absolute_uri(case.get_url(request))),
        (_("Title"), lambda case: case.title),
        (_("Lead"), lambda case: case.summary),
        (_("Fiscal year"), lambda case: case.fiscal_year),
        (_("First day"), lambda case: case.date_from.isoformat()),
        (_("Last day"), lambda case: case.date_until.isoformat() if case.date_until else ""),
        (_("School type"), lambda case: case.get_school_type_display()),
        (_("Grades"), _labels("grades")),
        (_("School"), lambda case: case.public_school_name),
        (_("Municipality"), lambda case: str(MUNICIPALITIES.get(case.public_municipality) or "")),
        (_("Number of pupils"), lambda case: case.pupils),
        (_("First exchange"), lambda case: _("yes") if case.first_timer else ""),
        (_("Country or region"), _labels("countries")),
        (_("Place of the partner"), lambda case: case.partner_place),
        (_("Partner school"), lambda case: case.public_partner_school),
        (_("Pupils of the partner"), lambda case: case.partner_pupils),
        (_("Exchange type"), _labels("exchange_types")),
        (_("Theme"), _labels("themes")),
        (_("Subject"), _labels("subjects")),
        (_("Language"), _labels("languages")),
        (_("Tool"), _labels("tools")),
        (_("Time of the day"), _labels("lesson_slots")),
        (_("Minutes"), lambda case: case.minutes),
        (pgettext("of meetings", "Times"), lambda case: case.meetings),
        (_("Source and licence"), lambda case: licence),
    ]


def _in_language_of(search: CaseSearch, parts: Iterator[str]) -> Iterator[str]:
    """The same parts, made in the language of the cases: a file is written when the request has been left behind."""
    while True:
        with translation.override(search.locale.language_code):
            part = next(parts, None)
        if part is None:
            return
        yield part


def csv_file(search: CaseSearch, request: HttpRequest) -> Iterator[str]:
    """The lines of a CSV file of all cases found, in their order, with headings and labels in their language."""
    return _in_language_of(search, _csv_lines(search, request))


def json_file(search: CaseSearch, request: HttpRequest) -> Iterator[str]:
    """The parts of one JSON object: licence, attribution, the time, the question asked, the number, and the items."""
    return _in_language_of(search, _json_parts(search, request))


def _csv_lines(search: CaseSearch, request: HttpRequest) -> Iterator[str]:
    columns = _columns(request, PortalSettings.load().attribution)
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow([heading for heading, _value in columns])
    for case in _cases(search):
        yield writer.writerow([safe_cell(value(case)) for _heading, value in columns])


def _json_parts(search: CaseSearch, request: HttpRequest) -> Iterator[str]:
    settings = PortalSettings.load()
    head = {
        "license": settings.licence_url or settings.licence,
        "attribution": settings.attribution,
        "generated": timezone.localtime().isoformat(timespec="seconds"),
        "query": request.GET.urlencode(),
        "total_count": search.total,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    for number, case in enumerate(_cases(search)):
        yield (",\n" if number else "\n") + json.dumps(_item(case, request), ensure_ascii=False)
    yield "\n]}\n"


def _cases(search: CaseSearch) -> Iterator[CaseStudyPage]:
    for start in range(0, len(search.keys), _BATCH):
        yield from search.without_texts[start : start + _BATCH]


def _item(case: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    facets: dict[str, list[dict[str, str]]] = {facet: [] for facet in Facet.values}
    for facet, value in facet_values(case):
        facets[facet].append({"value": value, "label": value_label(facet, value)})
    return {
        "url": request.build_absolute_uri(case.get_url(request)),
        "title": case.title,
        "summary": case.summary,
        "date_from": case.date_from.isoformat(),
        "date_until": case.date_until.isoformat() if case.date_until else None,
        "school_name": case.public_school_name,
        "municipality": case.public_municipality,
        "grades": case.grades,
        "pupils": case.pupils,
        "partner_school": case.public_partner_school,
        "partner_place": case.partner_place,
        "partner_pupils": case.partner_pupils,
        "minutes": case.minutes,
        "meetings": case.meetings,
        "facets": facets,
    }
