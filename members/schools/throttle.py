"""Counting failures, and making who fails wait.

Beside the lock on the pair of ID and address (django-axes) stands a brake on the ID alone: it holds when an attacker
has many addresses. It never closes an ID for good, and never looks at an address alone, as a whole ward's schools may
share one. Nothing here knows whether an ID exists: a known and an unknown one cost the same queries.
"""

import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.core.client_address import client_address
from portal.users.logins import fold_login

from .models import FailureCount, LoginRecord

PASSWORD, CODE, RESET = "password", "code", "reset"
WINDOW = datetime.timedelta(hours=1)
"""Failures further apart than this are not added up."""
FREE = {PASSWORD: 10, CODE: 10, RESET: 3}
"""So many failures cost no time."""
LONGEST_WAIT = 300  # seconds
TELL_FROM = 5
"""From so many wrong passwords within `WINDOW` on the owner is told."""
TRUSTED_FOR = datetime.timedelta(days=30)
"""From an address where the ID logged in within this time, the brake does not hold: the owner's own."""


def wait_after(kind: str, failures: int) -> int:
    """Seconds between the last failure and the next attempt: 1, 2, 4 … up to `LONGEST_WAIT`, none for the free ones."""
    beyond = failures - FREE[kind]
    return 0 if beyond < 0 else int(min(2 ** min(beyond, 20), LONGEST_WAIT))


def seconds_to_wait(kind: str, name: str, now: datetime.datetime | None = None) -> int:
    """How long this name must wait before its next attempt is looked at; 0 for at once. One query."""
    moment = now or timezone.now()
    row = FailureCount.objects.filter(kind=kind, name=name[:200]).first()
    if row is None or row.last_at < moment - WINDOW:
        return 0
    left = row.last_at + datetime.timedelta(seconds=wait_after(kind, row.failures)) - moment
    return max(0, -(-int(left.total_seconds() * 1000) // 1000))


@transaction.atomic
def count_failure(kind: str, name: str, now: datetime.datetime | None = None) -> None:
    """Add a failure; those of more than `WINDOW` ago are forgotten."""
    moment = now or timezone.now()
    key = FailureCount.objects.get_or_create(kind=kind, name=name[:200], defaults={"last_at": moment})[0].pk
    row = FailureCount.objects.select_for_update().get(pk=key)
    if row.last_at < moment - WINDOW:
        row.failures, row.told_at = 0, None
    row.failures += 1
    row.last_at = moment
    row.save()


def password_wait(request: HttpRequest, username: str) -> int:
    """Seconds this ID must wait at the login, from this address. Two queries, whoever asks."""
    folded = fold_login(username)[:150]
    since = timezone.now() - TRUSTED_FOR
    own = LoginRecord.objects.filter(
        user__username=folded, address=client_address(request) or None, began_at__gt=since
    ).exists()
    wait = seconds_to_wait(PASSWORD, folded)
    return 0 if own else wait


def pair(request: HttpRequest, username: str) -> str:
    """The name under which tries of one ID from one address are counted."""
    return f"{fold_login(username)[:150]}|{client_address(request)}"


def on_wrong_password(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **more: Any
) -> None:
    """Receiver of `user_login_failed`: counts what was looked at, not what a lock refused before."""
    if request is not None and getattr(request, "password_was_checked", False):
        count_failure(PASSWORD, fold_login(str(credentials.get("username") or ""))[:150])
