"""Publishing and withdrawing at the times that were set."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger("portal.publishing")


class SomeFailedError(Exception):
    """Some of what was due could not be done; the rest was."""


def publish_and_withdraw() -> None:
    """Do what is due, each page or snippet by itself.

    Wagtail's own command ends with the first that fails, which would hold up all others minute after minute. Raises
    `SomeFailedError` in the end when there was one, so that the job shows it.
    """
    failed = [what for what, step in _due() if not _done(what, step)]
    if failed:
        raise SomeFailedError("; ".join(failed))


def _due() -> Iterator[tuple[str, Callable[[], Any]]]:
    now = timezone.now()
    for model in _publishable():
        for one in model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            step = partial(one.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
            yield f"withdraw {one._meta.label} {one.pk}", step
    for version in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        step = partial(version.publish, log_action="wagtail.publish.scheduled")
        yield f"publish {version.object_str} ({version.pk})", step


def _done(what: str, step: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            step()
    except Exception:  # whatever is wrong with one page must not hold up the others
        logger.exception("scheduled: %s failed", what)
        return False
    return True


def _publishable() -> list[Any]:
    snippets = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in snippets if not issubclass(model, Page))]
