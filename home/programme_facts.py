"""The conditions of a programme in words: a line in the list, a table on its page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.models import ProgrammePage
from portal.core.vocabulary import Area, GroupScale, SchoolType


def short_facts(page: ProgrammePage) -> list[str]:
    """For whom, how many, where, at what cost: each a few words."""
    saturday = [_("Saturdays possible")] if page.saturday else []
    return [_schools(page), size_told(page), *([page.duration] if page.duration else []), page.cost_label, *saturday]


def fact_rows(page: ProgrammePage) -> list[tuple[str, str]]:
    """(label, value) of every condition that is known."""
    rows = [
        (pgettext("of a programme", "Schools"), _noted(_schools(page), page.target_note)),
        (pgettext("of a programme", "Pupils"), _noted(size_told(page), _joined(_scales(page)))),
        (pgettext("of a programme", "Area"), _noted(_areas(page), page.area_note)),
        (_("Length"), page.duration),
        (pgettext("of a programme", "When"), page.season),
        (_("Saturdays"), _("possible") if page.saturday else _("not possible")),
        (_("Lecturers"), page.lecturers),
        (pgettext("of a programme", "Languages"), _joined(page.labels("languages"))),
        (_("What the school provides"), page.equipment),
        (_("Cost"), _noted(page.cost_label, page.cost_note)),
        (_("Ask until"), page.apply_by),
    ]
    return [(label, value) for label, value in rows if value]


def size_told(page: ProgrammePage) -> str:
    """「25〜50人」「40人まで」「10人から」, and that any number will do."""
    numbers = {"least": page.size_min, "most": page.size_max}
    if page.size_min and page.size_max:
        return _("%(least)d–%(most)d pupils") % numbers
    if page.size_max:
        return _("up to %(most)d pupils") % numbers
    if page.size_min:
        return _("%(least)d pupils or more") % numbers
    return _("any number of pupils")


def _schools(page: ProgrammePage) -> str:
    if len(page.school_types) == len(SchoolType):
        return _("all school types")
    return _joined(page.labels("school_types"))


def _scales(page: ProgrammePage) -> Sequence[str]:
    return [] if len(page.scales) == len(GroupScale) else page.labels("scales")


def _areas(page: ProgrammePage) -> str:
    return _("all of Tokyo") if len(page.areas) == len(Area) else _joined(page.labels("areas"))


def _joined(labels: Sequence[str]) -> str:
    return pgettext("between the items of a list", ", ").join(labels)


def _noted(value: str, note: str) -> str:
    """A value and, on a line of its own, a note to it."""
    return "\n".join(part for part in (value, note) if part)
