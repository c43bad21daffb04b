"""What the catalogue's address asks for, which programmes fit, and how many each further value would leave.

Programmes are a few dozen: they are filtered in memory, on codes alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from home.models import ProgrammeIndexPage, ProgrammePage
from portal.core.vocabulary import Area, GroupScale, ProgrammeCost, ProgrammeKind, SchoolType

YES = "yes"
Chosen = Mapping[str, tuple[str, ...]]


class Facet(models.TextChoices):
    """The filters in the order in which they are offered; the codes are the keys in the address."""

    SCHOOL_TYPE = "school_type", _("School type")
    KIND = "kind", _("Kind of programme")
    AREA = "area", _("Area of Tokyo")
    CLASS_SIZE = "class_size", _("Who takes part")
    SATURDAY = "saturday", _("Saturdays")
    COST = "cost", _("Cost")


_CHOICES = {
    Facet.SCHOOL_TYPE: SchoolType,
    Facet.KIND: ProgrammeKind,
    Facet.AREA: Area,
    Facet.CLASS_SIZE: GroupScale,
    Facet.COST: ProgrammeCost,
}
_COLUMNS = ("pk", "school_types", "kinds", "areas", "scales", "saturday", "cost")


@dataclass(frozen=True)
class ProgrammeQuery:
    """The known values of each filter in the order of the address, and the (key, value) pairs that mean nothing."""

    chosen: Chosen = field(default_factory=dict)
    ignored: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Programme:
    """A programme as far as it is filtered: its key and its values by filter."""

    pk: int
    values: Mapping[str, frozenset[str]]

    def fits(self, chosen: Chosen, but: str = "") -> bool:
        """Whether it has one of the values of each filter, one filter left aside."""
        return all(self.values[name] & set(values) for name, values in chosen.items() if name != but)


def known_values(facet: str) -> dict[str, str]:
    """The codes of a filter with their labels in the active language."""
    if facet == Facet.SATURDAY:
        return {YES: str(_("Possible on Saturdays"))}
    return {code: str(label) for code, label in _CHOICES[Facet(facet)].choices}


def parse_query(params: QueryDict) -> ProgrammeQuery:
    """Read the parameters. Never raises: what is unknown is set aside."""
    chosen: dict[str, tuple[str, ...]] = {}
    ignored: list[tuple[str, str]] = []
    for facet in Facet.values:
        known = known_values(facet)
        values = list(dict.fromkeys(value.strip() for value in params.getlist(facet) if value.strip()))
        if kept := tuple(value for value in values if value in known):
            chosen[facet] = kept
        ignored += [(facet, value) for value in values if value not in known]
    return ProgrammeQuery(chosen, tuple(ignored))


def programmes_of(index: ProgrammeIndexPage) -> list[Programme]:
    """The live programmes below an index page in the order of the tree. One query."""
    rows = ProgrammePage.objects.child_of(index).live().order_by("path").values_list(*_COLUMNS)
    return [_programme(*row) for row in rows]


def _programme(
    pk: int, school_types: list[str], kinds: list[str], areas: list[str], scales: list[str], saturday: bool, cost: str
) -> Programme:
    values = {
        Facet.SCHOOL_TYPE: school_types,
        Facet.KIND: kinds,
        Facet.AREA: areas,
        Facet.CLASS_SIZE: scales,
        Facet.SATURDAY: [YES] if saturday else [],
        Facet.COST: [cost],
    }
    return Programme(pk, {facet.value: frozenset(codes) for facet, codes in values.items()})


def count_values(programmes: Iterable[Programme], chosen: Chosen) -> dict[str, Counter[str]]:
    """How many programmes each value of each filter would show beside the other filters in force."""
    found: dict[str, Counter[str]] = {facet: Counter() for facet in Facet.values}
    for one in programmes:
        for facet, counter in found.items():
            if one.fits(chosen, but=facet):
                counter.update(one.values[facet])
    return found


def keys_found(programmes: Sequence[Programme], chosen: Chosen) -> list[int]:
    """The primary keys of the programmes that fit, in their order."""
    return [one.pk for one in programmes if one.fits(chosen)]
