"""How long PDFs are kept, how many, and when they must go at once."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from portal.core.printing.models import PrintedFile

KEPT = datetime.timedelta(days=14)
"""A PDF that nobody has asked for in so long is deleted."""
MOST_BYTES = 500 * 1024 * 1024
"""All PDFs together; those asked for longest ago go first."""
_BATCH = 100


def size_of(kind: str, reference: str) -> int:
    """The size of the newest PDF of a thing in bytes, 0 where there is none."""
    made = PrintedFile.objects.filter(kind=kind, reference=reference, made_at__isnull=False)
    return made.values_list("size", flat=True).first() or 0


def forget(kind: str, references: Iterable[str] | None = None) -> None:
    """Delete the PDFs of these things, of all of the kind without any named: they may have become private."""
    rows = PrintedFile.objects.filter(kind=kind)
    _delete(rows if references is None else rows.filter(reference__in=list(references)))


def forget_all() -> None:
    """Delete every PDF, for when something that may stand in any of them must not be seen any more."""
    _delete(PrintedFile.objects.all())


def forget_old(today: datetime.date | None = None) -> int:
    """Delete the PDFs nobody has asked for within `KEPT`, then as many as the bound on their size demands.

    Gives how many there were.
    """
    day = today or timezone.localdate()
    idle = Q(leased_until=None) | Q(leased_until__lt=timezone.now())
    return _delete(PrintedFile.objects.filter(idle, used_on__lt=day - KEPT)) + keep_within_bounds()


def keep_within_bounds() -> int:
    """Delete the PDFs asked for longest ago until all together are within `MOST_BYTES`; how many there were."""
    over = (PrintedFile.objects.aggregate(total=Sum("size"))["total"] or 0) - MOST_BYTES
    if over <= 0:
        return 0
    keys = []
    for key, size in PrintedFile.objects.filter(size__gt=0).order_by("used_on", "made_at").values_list("pk", "size"):
        if over <= 0:
            break
        keys.append(key)
        over -= size
    return sum(_delete(PrintedFile.objects.filter(pk__in=keys[at : at + _BATCH])) for at in range(0, len(keys), _BATCH))


def _delete(rows: QuerySet[PrintedFile]) -> int:
    with transaction.atomic():
        found = list(rows.select_for_update())
        PrintedFile.objects.filter(pk__in=[printed.pk for printed in found]).delete()
        for printed in found:
            if printed.file:
                # Only once nothing names it any more.
                transaction.on_commit(lambda file=printed.file: file.storage.delete(file.name))  # type: ignore[misc]
    return len(found)
