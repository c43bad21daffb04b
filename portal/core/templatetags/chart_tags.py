"""Tags that draw: they hand the geometry of `portal.core.charts` to a component's template."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.translation import pgettext

from portal.core import charts

register = template.Library()


@register.simple_tag
def fit_bar(value: float | None, weight: float, max_weight: float, side: charts.Side = "ours") -> charts.FitBar:
    """`{% fit_bar row.value row.weight max_weight "theirs" as bar %}`; a value of None is unknown."""
    return charts.fit_bar(value, weight, max_weight, side)


@register.simple_tag
def heaviest(parts: Iterable[Any]) -> float:
    """The largest weight either side gives any criterion: the scale all bars of a chart share."""
    return max(
        (weight for part in parts for weight in (_of(part, "weight_school"), _of(part, "weight_partner"))), default=1.0
    )


def _of(part: Any, name: str) -> float:
    value = part[name] if isinstance(part, Mapping) else getattr(part, name)
    return float(value)


@register.inclusion_tag("components/match_mark.html")
def match_mark(fit_ours: float, fit_theirs: float, fit: float) -> dict[str, Any]:
    """The two half-discs of a match; write the three numbers beside it, the drawing is hidden from readers."""
    return {"mark": charts.half_disc_mark(fit_ours, fit_theirs, fit)}


@register.simple_tag
def comparison_rows(rows: Iterable[Sequence[object]]) -> list[charts.ComparisonRow]:
    """Bars for the rows (label, value) or (label, value, value before) of a table of results."""
    return charts.comparison_rows(rows)


@register.simple_tag
def funnel_steps(steps: Iterable[tuple[str, int]]) -> list[charts.FunnelStep]:
    """Bars for the rows (label, number that remains)."""
    return charts.funnel(steps)


@register.filter
def weighed(value: float | None, weight: float) -> int:
    """Value × weight as whole points of 100: what a criterion adds to a side's fit."""
    return round(100 * charts.share(value) * charts.share(weight)) if value is not None else 0


@register.filter
def points(share: float | None) -> int:
    """A share of 0…1 as whole points of 100; unknown counts as 0."""
    return round(100 * charts.share(share)) if share is not None else 0


FIT_WORDS = (70, 55, 40)
"""From so many points on two schools suit very well, well, in part."""


@register.filter
def fit_words(fit: float) -> str:
    """How well two schools suit, in words; `fit` is 0…1."""
    very_well, well, in_part = FIT_WORDS
    reached = points(fit)
    if reached >= very_well:
        return pgettext("fit of two schools", "suits very well")
    if reached >= well:
        return pgettext("fit of two schools", "suits well")
    if reached >= in_part:
        return pgettext("fit of two schools", "suits in part")
    return pgettext("fit of two schools", "suits little")
