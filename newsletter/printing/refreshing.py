"""The PDF of an issue is made when the issue is published, before anybody asks, and goes when it is taken off."""

from typing import Any

from django.db import transaction
from django_tasks import task

from newsletter.models import IssuePage
from newsletter.printing.documents import ISSUE, issue_printable
from portal.core.printing.availability import is_available
from portal.core.printing.services.keeping import forget
from portal.core.printing.services.making import obtain


def on_issue_published(instance: Any, **kwargs: Any) -> None:
    """Receiver for published issues: the worker makes the PDF, so that publishing takes no longer."""
    if is_available():
        key = instance.pk
        transaction.on_commit(lambda: refresh.enqueue(key))


def on_issue_withdrawn(instance: Any, **kwargs: Any) -> None:
    """Receiver for unpublished and deleted issues."""
    key = str(instance.pk)
    transaction.on_commit(lambda: forget(ISSUE, [key]))


@task(backend="db")
def refresh(key: int) -> None:
    """Make the PDF of an issue unless the one there is shows it as it is; nothing for one that is not public."""
    issue = IssuePage.objects.live().select_related("locale").filter(pk=key).first()
    if issue is not None:
        obtain(issue_printable(issue))
