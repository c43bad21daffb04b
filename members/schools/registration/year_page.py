"""The school year as a page of the registration: it has forms of its own, one a year."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from members.schools.models import School

from .pages import Missing, PartPage

_NAMES = ("term_system", "minutes_before", "minutes_after")


@dataclass(frozen=True)
class YearPage(PartPage):
    """What holds for all school years. Terms and days belong to one year each: comparing two years tells nothing."""

    def read(self, school: School) -> dict[str, Any]:
        return {name: getattr(school, name) for name in _NAMES}

    def missing(self, school: School) -> list[Missing]:
        """Nothing: where a school says nothing, the usual year of its municipality holds."""
        return []

    def lacking(self) -> models.Q:
        return models.Q(pk__in=[])

    def label(self, name: str) -> str:
        return capfirst(str(_field(name).verbose_name))

    def words(self, name: str, value: Any) -> str:
        return "" if value is None else str(dict(_field(name).flatchoices).get(value, value))


def _field(name: str) -> Any:
    return School._meta.get_field(name)
