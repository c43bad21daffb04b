"""Counting changes of the partners' data, with a note of what changed; and reading the notes since a version."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from portal.core.versions import bump_version

from .change_models import PartnerChange, Scope

DATA_VERSION = "partners"
"""The name under which `portal.core.versions` counts changes of what the column store holds."""
KEPT = datetime.timedelta(days=1)
"""No process is longer without a question; and if one is, it reads everything anew."""
MOST_CHANGES = 4_000
"""More steps than this are not worth reading one by one."""


@dataclass(frozen=True)
class Changes:
    """What has changed between two versions: these partners, and perhaps the agreements."""

    partners: frozenset[int]
    agreements: bool


def partner_changed(pk: int) -> None:
    """Count a change of one partner, or of its lessons. Part of the caller's transaction."""
    _note(Scope.PARTNER, pk)


def agreements_changed() -> None:
    """Count a change of the agreements on education. Part of the caller's transaction."""
    _note(Scope.AGREEMENTS)


def everything_changed() -> None:
    """Count a change of many partners at once: for `bulk_create`, `update` and imports, once, after the writing."""
    _note(Scope.EVERYTHING)


def _note(scope: Scope, pk: int | None = None) -> None:
    with transaction.atomic():
        step = bump_version(DATA_VERSION)
        PartnerChange.objects.create(version=step.after, before=step.before, scope=scope, partner_id=pk)


def changes_between(before: int, after: int) -> Changes | None:
    """What has changed from one version to a later one; None where the journal does not tell all of it. One query.

    The rows must make an unbroken chain of steps: one may be missing because somebody counted a change without a note,
    because its row was pruned, or because `before` was seen inside a transaction that was taken back.
    """
    rows = PartnerChange.objects.filter(version__gt=before, version__lte=after).order_by("version")
    steps = list(rows.values_list("before", "version", "scope", "partner_id")[: MOST_CHANGES + 1])
    if len(steps) > MOST_CHANGES or not _is_chain(steps, before, after):
        return None
    scopes = {scope for _before, _after, scope, _pk in steps}
    if Scope.EVERYTHING in scopes:
        return None
    partners = frozenset(pk for _before, _after, _scope, pk in steps if pk is not None)
    return Changes(partners, Scope.AGREEMENTS in scopes)


def _is_chain(steps: Sequence[tuple[int, int, str, int | None]], before: int, after: int) -> bool:
    ends: Iterator[tuple[int, int]] = iter((step[0], step[1]) for step in steps)
    whole = [(before, before), *ends, (after, after)]
    return all(one[1] == next_one[0] for one, next_one in pairwise(whole))


def prune(now: datetime.datetime | None = None) -> int:
    """Delete old notes; how many. A job of the worker."""
    return PartnerChange.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()[0]
