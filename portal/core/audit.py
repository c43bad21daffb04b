"""One way to write down who did what: Wagtail's own log, for pages and for ordinary models alike."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from portal.core.bulk import insert_rows
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


def record_together(
    action: str, instances: Iterable[tuple[models.Model, dict[str, Any]]], *, actor: User | AnonymousUser | None = None
) -> None:
    """`record` for many instances of one ordinary model, no page, with the `data` of each; for writing in bulk."""
    record_rows(action, ((instance, instance.pk, str(instance), data) for instance, data in instances), actor=actor)


def record_rows(
    action: str,
    rows: Iterable[tuple[type[models.Model] | models.Model, Any, str, dict[str, Any]]],
    *,
    actor: User | AnonymousUser | None = None,
) -> None:
    """`record_together` where there are no instances: model, key, label and data of each."""
    moment, one_action = timezone.now(), uuid4()
    user = actor.pk if isinstance(actor, User) else None
    names = ("content_type", "object_id", "label", "action", "data", "timestamp", "uuid", "user")
    entries = (
        (ContentType.objects.get_for_model(model).pk, str(key), label, action, data, moment, one_action, user)
        for model, key, label, data in rows
    )
    insert_rows(ModelLogEntry, names, entries)
