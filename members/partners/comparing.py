"""Up to four partners side by side, row by row, with the rows in which they differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from .directory import DirectoryQuery, search_directory
from .directory.presentation import PartnerRow, partner_rows
from .facts import facts_of, place_of
from .models import PartnerSchool
from .replies import replies_in_words, verification_in_words
from .templatetags.partner_tags import apart_words

MOST = 4


@dataclass(frozen=True)
class Line:
    """A line of the table: one text a partner; `differs` when they are not all the same."""

    label: str
    values: list[str]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


@dataclass
class Comparison:
    """The partners in the order chosen. `left_out` counts what may not be seen, `too_many` what was beyond `MOST`."""

    partners: list[PartnerSchool]
    left_out: int
    too_many: int
    lines: list[Line] = field(default_factory=list)


def compare(params: QueryDict, school: Any) -> Comparison:
    """The partners whose keys stand under `partner`, as a school may see them. Never raises. Six queries at most."""
    wanted = list(dict.fromkeys(value for value in params.getlist("partner") if value))
    chosen = wanted[:MOST]
    keys = [int(value) for value in chosen if value.isascii() and value.isdigit() and len(value) < 10]
    found = PartnerSchool.objects.visible().in_bulk(keys) if keys else {}
    partners = [found[key] for key in keys if key in found]
    comparison = Comparison(partners, len(chosen) - len(partners), len(wanted) - len(chosen))
    if partners:
        search = search_directory(DirectoryQuery(), school.periods.all(), timezone.localdate())
        comparison.lines = _lines(partner_rows(search, partners))
    return comparison


def _lines(rows: Sequence[PartnerRow]) -> list[Line]:
    first: list[tuple[str, Callable[[PartnerRow], str]]] = [
        (_("Country or region"), lambda row: place_of(row.partner)),
        (_("Requests"), _requests),
        (_("Time difference"), lambda row: "" if row.apart is None else apart_words(row.apart)),
        (_("Shared lesson time"), _shared),
    ]
    last: list[tuple[str, Callable[[PartnerRow], str]]] = [
        (_("Agreement with Tokyo"), lambda row: _("Yes") if row.agreed else _("No")),
        (_("How well we know it"), lambda row: verification_in_words(row.partner)),
        (_("Answers so far"), lambda row: replies_in_words(row.partner)),
    ]
    facts = [dict(facts_of(row.partner)) for row in rows]
    labels = dict.fromkeys(label for each in facts for label in each)
    lines = [Line(label, [read(row) for row in rows]) for label, read in first]
    lines += [Line(label, [each.get(label, "") for each in facts]) for label in labels]
    lines += [Line(label, [read(row) for row in rows]) for label, read in last]
    return [line for line in lines if any(line.values)]


def _requests(row: PartnerRow) -> str:
    is_open = row.takes_requests and row.partner.state().is_listed
    return _("Takes requests") if is_open else _("Takes no requests at present")


def _shared(row: PartnerRow) -> str:
    if row.minutes is None:
        return ""
    return _("%(minutes)d minutes on the best day of this week") % {"minutes": row.minutes}
