"""What can be chosen when two entries are merged: groups of fields that belong together, and what each side holds."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import PartnerSchool

WEEK = "calendar"
"""The group of weekly lessons, terms and special days, which is chosen as a whole."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "name_en": ("name_en",),
    "name_local": ("name_local", "local_language"),
    "country": ("country", "region"),
    "city": ("city", "city_ja"),
    "timezone": ("timezone",),
    "ages": ("age_min", "age_max"),
    "exchange_types": ("exchange_types",),
    "languages": ("languages",),
    "themes": ("themes",),
    "months": ("months",),
    "class_size": ("class_size",),
    "tools": ("tools",),
    "importance": ("importance",),
    "capacity": ("capacity",),
    "state": ("status", "full_until"),
    "confirmed_on": ("confirmed_on",),
    "verification": ("verification", "verified_on", "verified_by", "evidence"),
    "website": ("website",),
    "introduction_ja": ("introduction_ja",),
    "introduction_en": ("introduction_en",),
    "story_ja": ("story_ja",),
    "story_en": ("story_en",),
    "letter_language": ("letter_language",),
    "contact": ("contact_name", "contact_email"),
    "notes": ("notes",),
    "margins": ("minutes_before", "minutes_after"),
}
"""The fields of each group; all fields of `PartnerSchool` that somebody types, each in one group."""

_LABELS = {
    "ages": _("Ages"),
    "state": pgettext_lazy("partner", "State"),
    "contact": _("Contact"),
    "margins": _("Minutes before and after lessons"),
    WEEK: _("Lessons, terms and special days"),
}
_LISTS = frozenset({"exchange_types", "languages", "themes", "months", "tools"})


class Side(models.TextChoices):
    """Whose values are taken. `BOTH` is for lists and notes."""

    KEPT = "kept", _("of the kept entry")
    DUPLICATE = "duplicate", _("of the duplicate")
    BOTH = "both", _("both together")


def label_of(group: str) -> str:
    """What a group is called."""
    if group in _LABELS:
        return str(_LABELS[group])
    field: Any = PartnerSchool._meta.get_field(GROUPS[group][0])
    return str(field.verbose_name)


def may_join(group: str) -> bool:
    """Whether the values of both sides can be taken together."""
    return group in _LISTS or group == "notes"


def held_values(partner: PartnerSchool) -> dict[str, Any]:
    """The values of all fields in `GROUPS`, by name; of a relation its key."""
    return {name: _held(partner, name) for names in GROUPS.values() for name in names}


def differing(kept: PartnerSchool, duplicate: PartnerSchool) -> list[str]:
    """The groups in which the two entries differ, in the order of `GROUPS`."""
    ours, theirs = held_values(kept), held_values(duplicate)
    return [group for group, names in GROUPS.items() if any(ours[name] != theirs[name] for name in names)]


def proposed(kept: PartnerSchool, duplicate: PartnerSchool, group: str) -> Side:
    """What is chosen at first: what is filled, of two confirmations or verifications the later, of two lists both."""
    ours, theirs = ([_held(one, name) for name in GROUPS[group]] for one in (kept, duplicate))
    if not any(theirs):
        return Side.KEPT
    if not any(ours):
        return Side.DUPLICATE
    if may_join(group):
        return Side.BOTH
    if group in ("confirmed_on", "verification"):
        day = "confirmed_on" if group == "confirmed_on" else "verified_on"
        first, second = getattr(kept, day), getattr(duplicate, day)
        return Side.DUPLICATE if second and (first is None or second > first) else Side.KEPT
    return Side.KEPT


def chosen_values(kept: PartnerSchool, duplicate: PartnerSchool, choices: Mapping[str, Side]) -> dict[str, Any]:
    """The values that the kept entry gets, by the name under which they are set; groups without choice keep theirs."""
    values: dict[str, Any] = {}
    for group, side in choices.items():
        if group == WEEK or side == Side.KEPT:
            continue
        for name in GROUPS[group]:
            ours, theirs = _held(kept, name), _held(duplicate, name)
            field: Any = PartnerSchool._meta.get_field(name)
            values[field.attname] = _joined(field, ours, theirs) if side == Side.BOTH else theirs
    return values


def _joined(field: Any, ours: Any, theirs: Any) -> Any:
    if isinstance(ours, dict):
        return {**theirs, **ours}
    if isinstance(ours, list):
        return field.sorted({*ours, *theirs})
    return f"{ours}\n\n{theirs}".strip()[: field.max_length]


def _held(partner: PartnerSchool, name: str) -> Any:
    field: Any = PartnerSchool._meta.get_field(name)
    return getattr(partner, field.attname)
