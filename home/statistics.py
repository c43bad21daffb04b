"""The published figures of the years: read, cleared of what may not be told, and put in order."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from home.figures import Hidden, hidden_figures
from home.models import FigureTable, YearlyFigure
from home.models.statistics import codes_of
from portal.core.charts import ComparisonRow, comparison_rows
from portal.core.dates import fiscal_year, short_fiscal_year

HIDDEN = "x"
"""What stands for a hidden figure in the file."""


@dataclass(frozen=True)
class Line:
    """A line of a table. `exchanges` and `people` are None where they are hidden; `bar` is drawn for the others."""

    code: str
    label: str
    exchanges: int | None
    people: int | None
    bar: ComparisonRow | None = None


@dataclass(frozen=True)
class Table:
    """The figures of a year by one thing, with their total."""

    kind: FigureTable
    lines: list[Line]
    total: Line

    @property
    def has_hidden(self) -> bool:
        return any(line.exchanges is None for line in (*self.lines, self.total))


@dataclass(frozen=True)
class Year:
    """All tables of a fiscal year; `total` is that of the first of them."""

    number: int
    tables: list[Table]

    @property
    def words(self) -> str:
        return fiscal_year(self.number)

    @property
    def short(self) -> str:
        return short_fiscal_year(self.number)

    @property
    def total(self) -> Line:
        return self.tables[0].total


@dataclass(frozen=True)
class Glance:
    """A year in short. A figure is None where it may not be told or is not known."""

    year: str
    exchanges: int | None
    people: int | None
    countries: int | None


def years(only: int | None = None) -> list[Year]:
    """All years with figures, the newest first, or one of them. One query."""
    found: dict[int, dict[str, list[YearlyFigure]]] = {}
    figures = YearlyFigure.objects.filter(fiscal_year=only) if only else YearlyFigure.objects.all()
    for figure in figures.order_by("-fiscal_year"):
        found.setdefault(figure.fiscal_year, {}).setdefault(figure.table, []).append(figure)
    return [Year(number, _tables(by_table)) for number, by_table in found.items()]


def shown_statistics(asked: str) -> dict[str, Any]:
    """What the page shows: the asked year, else the newest; the totals of all years; the addresses of the others."""
    every = years()
    year = next((one for one in every if str(one.number) == asked), every[0] if every else None)
    return {"years": every, "year": year, "trend": _trend(every)}


def glance() -> Glance | None:
    """The newest year in three figures, None while there are none. Two queries."""
    newest = YearlyFigure.objects.aggregate(Max("fiscal_year"))["fiscal_year__max"]
    if newest is None:
        return None
    year = years(newest)[0]
    countries = next((table for table in year.tables if table.kind == FigureTable.COUNTRY), None)
    # A line without any exchange is no country that took part; one that is hidden has some.
    number = sum(line.exchanges != 0 for line in countries.lines) if countries else None
    return Glance(year.words, year.total.exchanges, year.total.people, number)


def csv_text() -> str:
    """The file: a line a figure, the totals among them, `x` for what is hidden."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_("Fiscal year"), _("Table"), _("Code"), _("Line"), _("Exchanges"), _("People taking part")])
    for year in years():
        for table in year.tables:
            for line in (*table.lines, table.total):
                figures = [HIDDEN if figure is None else figure for figure in (line.exchanges, line.people)]
                writer.writerow([year.number, table.kind.value, line.code, line.label, *figures])
    return out.getvalue()


def _tables(by_table: dict[str, list[YearlyFigure]]) -> list[Table]:
    """The tables of one year, in order. Where one may not tell its total, none may: they all add up to the same."""
    kinds = [kind for kind in FigureTable if kind in by_table]
    rows = {kind: _in_order(kind, by_table[kind]) for kind in kinds}
    hidden = {kind: hidden_figures([(row.exchanges, row.people) for row in rows[kind]]) for kind in kinds}
    no_total = any(one.total for one in hidden.values())
    return [_table(kind, rows[kind], Hidden(hidden[kind].rows, no_total)) for kind in kinds]


def _in_order(kind: FigureTable, figures: Sequence[YearlyFigure]) -> list[YearlyFigure]:
    """In the usual order of the codes; countries by their number, the most first."""
    places = {code: place for place, (code, _label) in enumerate(codes_of(kind))}
    if kind == FigureTable.COUNTRY:
        return sorted(figures, key=lambda one: (-one.exchanges, places.get(one.code, len(places)), one.code))
    return sorted(figures, key=lambda one: (places.get(one.code, len(places)), one.code))


def _table(kind: FigureTable, rows: Sequence[YearlyFigure], hidden: Hidden) -> Table:
    labels = dict(codes_of(kind))
    shown = [row for row, is_hidden in zip(rows, hidden.rows, strict=True) if not is_hidden]
    bars = iter(comparison_rows((row.code, row.exchanges) for row in shown))
    lines = [
        Line(row.code, str(labels.get(row.code, row.code)), None, None)
        if is_hidden
        else Line(row.code, str(labels.get(row.code, row.code)), row.exchanges, row.people, next(bars))
        for row, is_hidden in zip(rows, hidden.rows, strict=True)
    ]
    if kind == FigureTable.COUNTRY:
        # Their place among the others would tell about how many they are.
        lines.sort(key=lambda line: (line.exchanges is None, line.code if line.exchanges is None else ""))
    sums = (None, None) if hidden.total else (sum(row.exchanges for row in rows), sum(row.people for row in rows))
    return Table(kind, lines, Line("total", _("Total"), *sums))


def _trend(every: Sequence[Year]) -> list[tuple[Year, ComparisonRow | None]]:
    """The totals of the years, the oldest first, each with its bar."""
    told = [year for year in reversed(every) if year.total.exchanges is not None]
    rows = comparison_rows((year.short, year.total.exchanges) for year in told)
    bars = {year.number: row for year, row in zip(told, rows, strict=True)}
    return [(year, bars.get(year.number)) for year in reversed(every)]
