"""What stands in the way when an import of schools shall be taken back."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.schools.models import School, SchoolPeriod
from portal.core.imports.importer import Written

_CHUNK = 500
CHANGED_AT = "updated_at"
"""Under this name an import keeps when a school was changed last, before and after it."""


def why_kept(written: Mapping[str, Written], added: Collection[str]) -> dict[str, Any]:
    """Sentences by key of the school: it was deleted or changed since, or it was added and has people or wishes."""
    held = dict(_moments([int(key) for key in written]))
    used = _used([int(key) for key in added])
    refusals: dict[str, Any] = {}
    for key, one in written.items():
        if int(key) not in held:
            refusals[key] = _("The school has been deleted since.")
        elif int(key) in used:
            message = _("The school cannot be deleted any more, because it has: %(what)s")
            refusals[key] = ValidationError(message, params={"what": used[int(key)]})
        elif held[int(key)] != one.after[CHANGED_AT]:
            refusals[key] = _("The school's data have been changed since.")
    return refusals


def _moments(keys: list[int]) -> list[tuple[int, str]]:
    """When each of these schools was changed last, for those that exist."""
    schools = (School.objects.filter(pk__in=keys[start : start + _CHUNK]) for start in range(0, len(keys), _CHUNK))
    rows = (row for found in schools for row in found.values_list("pk", "updated_at"))
    return [(pk, moment.isoformat()) for pk, moment in rows]


def _used(keys: list[int]) -> dict[int, Any]:
    """What refers to these schools beside their timetable: the name of one such kind of record by school."""
    found: dict[int, Any] = {}
    for relation in School._meta.related_objects:
        model: Any = relation.related_model
        if model is SchoolPeriod:
            continue
        name = relation.field.name
        for start in range(0, len(keys), _CHUNK):
            rows = model._default_manager.filter(**{f"{name}__in": keys[start : start + _CHUNK]})
            found |= dict.fromkeys(rows.order_by().values_list(name, flat=True), model._meta.verbose_name_plural)
    return found
