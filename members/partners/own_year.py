"""A partner's own lessons, terms and special days as plain data: to be compared, kept and written back."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from .calendar_models import PartnerDay, PartnerTerm
from .models import PartnerPeriod, PartnerSchool

Row = dict[str, Any]
OwnYear = Mapping[str, Sequence[Row]]
_MODELS: Mapping[str, type[models.Model]] = {"periods": PartnerPeriod, "terms": PartnerTerm, "special_days": PartnerDay}


def read_year(partner: PartnerSchool) -> dict[str, list[Row]]:
    """The rows by relation, in their order, with what JSON can hold. Three queries."""
    return {
        name: [
            _plain(row) for row in model._default_manager.filter(partner=partner).order_by("pk").values(*_names(model))
        ]
        for name, model in _MODELS.items()
    }


def write_year(partner: PartnerSchool, year: OwnYear) -> None:
    """Replace what a partner has by these rows. Who calls saves the partner in the same transaction."""
    for name, model in _MODELS.items():
        model._default_manager.filter(partner=partner).delete()
        model._default_manager.bulk_create(model(partner=partner, **_python(model, row)) for row in year[name])


def _python(model: type[models.Model], row: Row) -> Row:
    """The values of a row as the model's fields have them."""
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in row}
    return {name: fields[name].to_python(value) for name, value in row.items()}


def _names(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.name not in ("id", "partner")]


def _plain(row: Row) -> Row:
    return {
        name: value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
        for name, value in row.items()
    }
