"""How much each criterion weighs for a side: base weight times importance, normalised to sum 1."""

from __future__ import annotations

from collections.abc import Mapping

from members.matching.parameters import PARAMETERS, Vector
from members.matching.vocabulary import CRITERIA, LIVE, VISIT_TYPES

_REGION = CRITERIA.index("region")


def base_weights(exchange_type: str) -> Vector:
    """The base weights of an exchange type: live, visit, or card for all others."""
    if exchange_type == LIVE:
        return PARAMETERS.live_base
    return PARAMETERS.visit_base if exchange_type in VISIT_TYPES else PARAMETERS.card_base


def school_weights(exchange_type: str, importance: Mapping[str, int]) -> Vector:
    """The school's weights, 1 in all; `importance` maps criteria to marks 0 to 3."""
    return _normalised(base_weights(exchange_type), importance)


def partner_weights(exchange_type: str, importance: Mapping[str, int]) -> Vector:
    """The partner's weights, likewise; where the partner itself lies does not matter to it."""
    base = list(base_weights(exchange_type))
    base[_REGION] = 0.0
    return _normalised(tuple(base), importance)


def _normalised(base: Vector, importance: Mapping[str, int]) -> Vector:
    marks = [importance.get(name, PARAMETERS.normal_importance) for name in CRITERIA]
    counts = [PARAMETERS.importance_counts[mark] for mark in marks]
    products = [weight * count for weight, count in zip(base, counts, strict=True)]
    total = sum(products)
    if total == 0:
        # Nothing matters to this side: as if it had marked nothing.
        products, total = list(base), sum(base)
    return tuple(product / total for product in products)
