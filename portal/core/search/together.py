"""Many objects indexed together: what is written in bulk sends no signals, on which the index otherwise hangs."""

import logging
from collections.abc import Collection, Sequence
from typing import Any

from django.db import models
from modelsearch.backends import get_search_backends_with_name

logger = logging.getLogger("portal.search")


def index_together(objects: Sequence[models.Model]) -> None:
    """Write the entries of objects of one model as they stand; an outage of a search server is only logged."""
    if not objects:
        return
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            backend.add_bulk(type(objects[0]), objects)
        except Exception:  # as the library does for single objects
            if not backend.catch_indexing_errors:
                raise
            logger.exception("%d objects could not be added to the search backend %s", len(objects), name)


def forget_together(model: type[models.Model], keys: Collection[Any]) -> None:
    """Take the entries of objects out of the index that were deleted in bulk; an outage is only logged."""
    if not keys:
        return
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            _forget(backend, model, keys)
        except Exception:
            if not backend.catch_indexing_errors:
                raise
            logger.exception("%d objects could not be taken out of the search backend %s", len(keys), name)


def _forget(backend: Any, model: Any, keys: Collection[Any]) -> None:
    together = getattr(backend.get_index_for_model(model), "delete_items", None)
    if together:
        together(model, keys)
        return
    for key in keys:
        backend.delete(model(pk=key))
