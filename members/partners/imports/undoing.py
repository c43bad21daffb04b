"""What stands in the way when an import of partner schools shall be taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.partners.models import PartnerPeriod, PartnerSchool
from portal.core.imports.importer import Written

from .values import lessons_shown

CHANGED_AT = "updated_at"
"""Under this name an import keeps when a partner was changed last, before and after it."""
LESSONS = "periods"
"""… and its lessons, where the file had such a column."""


def why_kept(written: Mapping[str, Written], added: Collection[str]) -> dict[str, Any]:
    """Sentences by key of the partner: it was deleted or changed since, or it was added and has records of its own."""
    moments = dict(PartnerSchool.objects.filter(pk__in=[int(key) for key in written]).values_list("pk", CHANGED_AT))
    used = _used([int(key) for key in added])
    lessons = _lessons([int(key) for key, one in written.items() if LESSONS in one.after])
    refusals: dict[str, Any] = {}
    for key, one in written.items():
        moment = moments.get(int(key))
        if moment is None:
            refusals[key] = _("The partner has been deleted since.")
        elif int(key) in used:
            message = _("The partner cannot be deleted any more, because it has: %(what)s")
            refusals[key] = ValidationError(message, params={"what": used[int(key)]})
        elif moment.isoformat() != one.after[CHANGED_AT]:
            refusals[key] = _("The partner's data have been changed since.")
        elif LESSONS in one.after and lessons.get(int(key), []) != one.after[LESSONS]:
            refusals[key] = _("The partner's lessons have been changed since.")
    return refusals


def _lessons(keys: Collection[int]) -> Mapping[int, list[Any]]:
    """The lessons of these partners as the column shows them."""
    found: dict[int, list[PartnerPeriod]] = defaultdict(list)
    if keys:
        for period in PartnerPeriod.objects.filter(partner__in=keys):
            found[period.partner_id].append(period)
    return {key: lessons_shown(periods) for key, periods in found.items()}


def _used(keys: Collection[int]) -> dict[int, Any]:
    """What refers to these partners beside their lessons: the name of one such kind of record by partner."""
    found: dict[int, Any] = {}
    if not keys:
        return found
    for model, name in _relations():
        rows = model._base_manager.filter(**{f"{name}__in": keys}).order_by()
        found |= dict.fromkeys(rows.values_list(name, flat=True), model._meta.verbose_name_plural)
    return found


def _relations() -> Iterator[tuple[Any, str]]:
    """Models that refer to partners with the name of their field, also those without a way back."""
    for relation in PartnerSchool._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if (relation.one_to_many or relation.one_to_one) and relation.auto_created and model is not PartnerPeriod:
            field: Any = relation
            yield model, field.field.name
