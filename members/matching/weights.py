"""How much each criterion weighs for a side: base weight times importance, normalised to sum 1."""

from __future__ import annotations

from collections.abc import Mapping

from members.matching.vocabulary import (
    CRITERIA,
    IMPORTANCE_COUNTS,
    LIVE,
    NORMAL_IMPORTANCE,
    VISIT_TYPES,
)

Vector = tuple[float, ...]
"""One number a criterion, in the order of `CRITERIA`."""

#                      age  lang time months theme region size tool
LIVE_BASE: Vector = (3.0, 2.0, 2.5, 2.0, 2.0, 2.0, 0.5, 1.5)
VISIT_BASE: Vector = (3.0, 2.0, 0.0, 3.0, 1.0, 2.0, 1.0, 0.0)
CARD_BASE: Vector = (2.0, 1.0, 0.0, 2.0, 2.0, 2.0, 1.0, 0.0)

_REGION = CRITERIA.index("region")


def base_weights(exchange_type: str) -> Vector:
    """The base weights of an exchange type: live, visit, or card for all others."""
    if exchange_type == LIVE:
        return LIVE_BASE
    return VISIT_BASE if exchange_type in VISIT_TYPES else CARD_BASE


def school_weights(exchange_type: str, importance: Mapping[str, int]) -> Vector:
    """The school's weights, 1 in all; `importance` maps criteria to marks 0 to 3."""
    return _normalised(base_weights(exchange_type), importance)


def partner_weights(exchange_type: str, importance: Mapping[str, int]) -> Vector:
    """The partner's weights, likewise; where the partner itself lies does not matter to it."""
    base = list(base_weights(exchange_type))
    base[_REGION] = 0.0
    return _normalised(tuple(base), importance)


def _normalised(base: Vector, importance: Mapping[str, int]) -> Vector:
    counts = [IMPORTANCE_COUNTS[importance.get(name, NORMAL_IMPORTANCE)] for name in CRITERIA]
    products = [weight * count for weight, count in zip(base, counts, strict=True)]
    total = sum(products)
    if total == 0:
        # Nothing matters to this side: as if it had marked nothing.
        products, total = list(base), sum(base)
    return tuple(product / total for product in products)
