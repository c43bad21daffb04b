"""The figures of the demo's statistics: invented, and the same sums in every table of a year."""

from collections.abc import Iterator
from typing import Any

from home.models import YearlyFigure

from . import content


def ensure_figures() -> None:
    """Write the figures that are missing, and change those that the content file tells otherwise."""
    for line, (exchanges, people) in _lines():
        figure = YearlyFigure.objects.filter(**line).first() or YearlyFigure(**line)
        figure.exchanges, figure.people = exchanges, people
        figure.full_clean()
        figure.save()


def remove_figures() -> None:
    """Delete the demo's figures; those that somebody else has entered stay."""
    for line, (exchanges, people) in _lines():
        YearlyFigure.objects.filter(**line, exchanges=exchanges, people=people).delete()


def _lines() -> Iterator[tuple[dict[str, Any], tuple[int, int]]]:
    for table in content.read("statistics")["figures"]:
        for code, figures in table["lines"].items():
            yield {"fiscal_year": table["year"], "table": table["by"], "code": code}, figures
