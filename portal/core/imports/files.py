"""The files an import gives: a template to fill in, and the faults of a file that was handed in."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from portal.core.spreadsheets import BOM, safe_cell

from .columns import by_name
from .importer import Importer
from .models import ImportJob
from .plans import Outcome
from .texts import in_active_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOLD = Font(bold=True)
_REQUIRED = PatternFill("solid", fgColor="FFF2CC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_WIDTH = 24


def template_file(importer: Importer[Any]) -> bytes:
    """An XLSX file in the active language: headings with an example, what each column holds, and all codes."""
    workbook = Workbook()
    first: Any = workbook.active
    first.title = _sheet_title(str(importer.title))
    for place, column in enumerate(importer.columns, start=1):
        head = first.cell(1, place, _text(str(column.label)))
        head.font = _BOLD
        if column.required:
            head.fill = _REQUIRED
        example = first.cell(2, place, _text(column.example))
        # Text stays text: Excel would make a number of a code and another day of a date.
        example.number_format = "@"
        example.alignment = _WRAPPED
        first.column_dimensions[head.column_letter].width = _WIDTH
    first.freeze_panes = "B2"
    _describe(workbook.create_sheet(_sheet_title(pgettext("of a spreadsheet", "Columns"))), importer)
    _list_codes(workbook.create_sheet(_sheet_title(pgettext("of a spreadsheet", "Codes"))), importer)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def faults_file(job: ImportJob, importer: Importer[Any]) -> Iterator[str]:
    """The lines of a CSV file of all faults, in the active language."""
    columns = by_name(importer.columns)
    head = [
        pgettext("of a spreadsheet", "Row"),
        pgettext("of a spreadsheet", "Column"),
        pgettext("of a spreadsheet", "Heading"),
        _("What stands there"),
        _("What is wrong"),
    ]
    yield BOM + _line(head)
    for row in job.rows.filter(outcome=Outcome.WRONG).iterator(chunk_size=500):
        for fault in row.faults:
            column = columns.get(fault["column"])
            label = str(column.label) if column else ""
            told = in_active_language(fault["message"])
            yield _line([row.number, fault["column"], label, fault["typed"], told])


def _describe(sheet: Worksheet, importer: Importer[Any]) -> None:
    titles = [
        pgettext("of a spreadsheet", "Heading"),
        pgettext("of a spreadsheet", "Code"),
        pgettext("of a column", "Required"),
        _("What may stand there"),
        pgettext("of a column", "Note"),
    ]
    rows = [
        [column.label, column.name, "○" if column.required else "", column.kind.hint(), column.help]
        for column in importer.columns
    ]
    _fill(sheet, titles, rows)


def _list_codes(sheet: Worksheet, importer: Importer[Any]) -> None:
    languages = [code for code, _name in settings.LANGUAGES]
    titles = [pgettext("of a spreadsheet", "Column"), pgettext("of a spreadsheet", "Code")]
    titles += [name for _code, name in settings.LANGUAGES]
    rows = []
    for column in importer.columns:
        labels = {}
        for language in languages:
            with override(language):
                labels[language] = dict(column.kind.codes())
        codes = dict.fromkeys(code for language in languages for code in labels[language])
        rows += [[column.label, code, *(labels[one].get(code, "") for one in languages)] for code in codes]
    _fill(sheet, titles, rows)


def _fill(sheet: Worksheet, titles: list[str], rows: list[list[Any]]) -> None:
    sheet.append(titles)
    for row in rows:
        sheet.append([_text(str(value)) for value in row])
    for cell in sheet[1]:
        cell.font = _BOLD
    for letter in "ABCDE":
        sheet.column_dimensions[letter].width = _WIDTH
    sheet.freeze_panes = "A2"


def _text(text: str) -> str | None:
    return safe_cell(text) or None


def _sheet_title(text: str) -> str:
    return text[:31]


def _line(cells: list[Any]) -> str:
    target = io.StringIO()
    csv.writer(target).writerow([safe_cell(cell) for cell in cells])
    return target.getvalue()
