"""Two entries of the register are one school: they become one, and everything can be taken back."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.partners.merging import GROUPS, WEEK, Side, chosen_values, held_values
from members.partners.models import DistinctPair, PartnerMerge, PartnerSchool
from members.partners.own_year import read_year, write_year
from members.partners.states import PartnerStatus
from portal.core import audit
from portal.users.models import User

from .links import revoke_links

# Rows that stay with their entry: they are chosen as a whole, or tell of the entry itself.
_STAYING = frozenset(
    {
        *("partnerperiod", "partnerterm", "partnerday", "partnerschool", "partnermerge", "distinctpair"),
        *("partnerlink", "partnerletter"),
    }
)


@dataclass(frozen=True)
class Undone:
    """What taking a merge back could not restore, because somebody has changed it since: names of fields."""

    left: list[str]


@transaction.atomic
def merge_partners(
    kept: PartnerSchool, duplicate: PartnerSchool, choices: Mapping[str, Side], *, actor: User | None
) -> PartnerMerge:
    """Merge `duplicate` into `kept`, which gets what `choices` says for each group of fields that differs.

    Records that refer to the duplicate refer to the kept entry afterwards, as far as there is no equal one already. The
    duplicate stays, closed. Raises `ValidationError` when one of the two was merged meanwhile, or for what cannot be
    stored together.
    """
    first, second = _locked({kept.pk, duplicate.pk}, kept.pk)
    before, status_before = held_values(first), second.status
    calendar = read_year(first) if choices.get(WEEK) == Side.DUPLICATE else {}
    for name, value in chosen_values(first, second, choices).items():
        setattr(first, name, value)
    counted = {"requests": second.requests, "replies": second.replies}
    first.requests, first.replies = first.requests + second.requests, first.replies + second.replies
    if calendar:
        write_year(first, read_year(second))
    # Whoever holds a link of the duplicate need not be the one who speaks for the kept entry.
    revoke_links(second, actor=actor)
    second.status, second.merged_into = PartnerStatus.CLOSED, first
    second.save()
    first.full_clean()
    first.save()
    after = held_values(first)
    changed = sorted(name for name in after if after[name] != before[name])
    merge = PartnerMerge.objects.create(
        kept=first,
        duplicate=second,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        duplicate_before={"status": status_before},
        calendar=calendar,
        moved=_move_all(second, first),
        counted=counted,
        merged_by=actor,
    )
    _tell_log("partners.merged", first, second, actor, fields=changed)
    return merge


@transaction.atomic
def undo_merge(merge: PartnerMerge, *, actor: User | None) -> Undone:
    """Take a merge back. What somebody has changed in the kept entry since stays as it is now, and is named.

    Raises `ValidationError` when it was taken back already, or when the kept entry was itself merged into another.
    """
    current = PartnerMerge.objects.select_for_update(no_key=True).get(pk=merge.pk)
    if current.undone_at is not None:
        raise ValidationError(_("This merge has been taken back already."))
    kept, duplicate = _both({current.kept_id, current.duplicate_id}, current.kept_id)
    if kept.merged_into_id is not None:
        raise ValidationError(_("The kept entry was itself merged into another. Take that back first."))
    left = _restore(kept, current)
    if current.calendar:
        if read_year(kept) == read_year(duplicate):
            write_year(kept, current.calendar)
        else:
            left.append(WEEK)
    kept.requests = max(0, kept.requests - current.counted.get("requests", 0))
    kept.replies = min(kept.requests, max(0, kept.replies - current.counted.get("replies", 0)))
    kept.save()
    duplicate.merged_into = None
    duplicate.status = current.duplicate_before["status"]
    duplicate.save()
    _move_back(current.moved, kept, duplicate)
    current.undone_at, current.undone_by = timezone.now(), actor
    current.save(update_fields=["undone_at", "undone_by"])
    _tell_log("partners.unmerged", kept, duplicate, actor, left=left)
    return Undone(left)


@transaction.atomic
def tell_apart(one: PartnerSchool, other: PartnerSchool, *, actor: User | None) -> DistinctPair:
    """Write down that two entries are two schools: they are not shown as duplicates of one another any more."""
    first, second = sorted([one, other], key=lambda partner: partner.pk)
    pair, is_new = DistinctPair.objects.get_or_create(first=first, second=second, defaults={"decided_by": actor})
    if is_new:
        audit.record("partners.told_apart", one, actor=actor, data={"other": other.code})
    return pair


def _tell_log(
    action: str, kept: PartnerSchool, duplicate: PartnerSchool, actor: User | None, **data: list[str]
) -> None:
    """Both entries' histories tell of it."""
    for partner in (kept, duplicate):
        audit.record(action, partner, actor=actor, data={"kept": kept.code, "duplicate": duplicate.code, **data})


def _locked(pks: Collection[int], kept_pk: int) -> tuple[PartnerSchool, PartnerSchool]:
    """Both entries under lock, the kept one first; refused when one is part of a standing merge as the duplicate."""
    kept, duplicate = _both(pks, kept_pk)
    if kept.merged_into_id or duplicate.merged_into_id:
        raise ValidationError(_("One of the two entries has been merged meanwhile. Look at the list again."))
    return kept, duplicate


def _both(pks: Collection[int], kept_pk: int) -> tuple[PartnerSchool, PartnerSchool]:
    # In the order of their keys, so that two people who merge the same two the other way round do not wait for ever.
    rows = PartnerSchool.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
    found = {partner.pk: partner for partner in rows}
    if len(found) != 2:
        raise ValidationError(_("One of the two entries has been deleted meanwhile."))
    return found.pop(kept_pk), next(iter(found.values()))


def _restore(kept: PartnerSchool, merge: PartnerMerge) -> list[str]:
    """Give the kept entry back what it held, where nobody has changed it since; the names of what was changed."""
    now, left = held_values(kept), []
    for group, names in GROUPS.items():
        touched = [name for name in names if name in merge.before]
        if not touched:
            continue
        if any(_plain(now[name]) != merge.after[name] for name in touched):
            left.append(group)
            continue
        for name in touched:
            field: Any = PartnerSchool._meta.get_field(name)
            setattr(kept, field.attname, field.to_python(merge.before[name]))
    return left


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _relations() -> list[models.ForeignObject[Any, Any]]:
    """The keys to a partner in other models, whose rows follow it into another entry."""
    return [
        relation.field
        for relation in PartnerSchool._meta.related_objects
        if relation.related_model._meta.model_name not in _STAYING
    ]


def _name_of(field: models.ForeignObject[Any, Any]) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"


def _move_all(old: PartnerSchool, new: PartnerSchool) -> dict[str, list[Any]]:
    """Let everything refer to the new entry; the keys that were moved, by model and field."""
    moved = {}
    for field in _relations():
        keys = list(field.model._default_manager.filter(**{field.name: old}).values_list("pk", flat=True))
        done = _move(field, keys, new)
        if done:
            moved[_name_of(field)] = done
    return moved


def _move_back(moved: Mapping[str, list[Any]], kept: PartnerSchool, duplicate: PartnerSchool) -> None:
    for field in _relations():
        keys = moved.get(_name_of(field), [])
        still = field.model._default_manager.filter(pk__in=keys, **{field.name: kept}).values_list("pk", flat=True)
        _move(field, list(still), duplicate)


def _move(field: models.ForeignObject[Any, Any], keys: list[Any], partner: PartnerSchool) -> list[Any]:
    """Let these rows refer to a partner. One by one where together they cannot; what would stand twice stays."""
    rows = field.model._default_manager
    try:
        with transaction.atomic():
            rows.filter(pk__in=keys).update(**{field.name: partner})
        return keys
    except IntegrityError:
        return [key for key in keys if _is_moved(rows, field, key, partner)]


def _is_moved(rows: Any, field: models.ForeignObject[Any, Any], key: Any, partner: PartnerSchool) -> bool:
    try:
        with transaction.atomic():
            rows.filter(pk=key).update(**{field.name: partner})
    except IntegrityError:
        return False
    return True
