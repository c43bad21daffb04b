"""One way to write down who did what: Wagtail's own log, for pages and for ordinary models alike."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from wagtail.log_actions import log

from portal.users.models import User


def record(
    action: str,
    instance: models.Model,
    *,
    actor: User | AnonymousUser | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Write an entry to the audit log.

    `action` is a code registered with Wagtail's `register_log_actions`; `actor` None means the system itself. `data`
    must not hold passwords, tokens or personal details: it is shown in the history.
    """
    user = actor if isinstance(actor, User) else None
    log(instance=instance, action=action, user=user, data=data or {})
