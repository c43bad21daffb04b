"""A case that is not public any more leaves the store of PDFs."""

from typing import Any

from django.db import transaction

from portal.core.printing.services.keeping import forget

from .documents import CASE
from .volumes import COLLECTION


def on_case_withdrawn(instance: Any, **kwargs: Any) -> None:
    """Receiver for unpublished and deleted cases: their PDF goes, and the collections, one of which holds them."""
    key = str(instance.pk)

    def forget_both() -> None:
        forget(CASE, [key])
        forget(COLLECTION)

    transaction.on_commit(forget_both)
