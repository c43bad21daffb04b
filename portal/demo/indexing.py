"""Search and reference index written once for everything that was saved, instead of at every save.

A page is saved some ten times on its way through revisions, publishing and translation. Both indexes hang on the
signal of each save; here they wait until all is written.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from django.db.models.signals import post_save
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexed_once() -> Iterator[None]:
    """Within the block no index is written; afterwards each saved object is indexed as it stands then."""
    saved: dict[type[models.Model], set[Any]] = defaultdict(set)

    def remember(sender: Any, instance: models.Model, **kwargs: Any) -> None:
        saved[sender].add(instance.pk)

    indexed = [model for model in index.get_indexed_models() if getattr(model, "search_auto_update", True)]
    for model in indexed:
        post_save.disconnect(post_save_signal_handler, sender=model)
    post_save.connect(remember, weak=False)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        post_save.disconnect(remember)
        for model in indexed:
            post_save.connect(post_save_signal_handler, sender=model)
    _write_indexes(_as_stored(saved), indexed)


def _as_stored(saved: dict[type[models.Model], set[Any]]) -> dict[type[models.Model], list[Any]]:
    """The saved objects by their class, read again; a page may have been saved as a plain page too."""
    found: dict[type[models.Model], list[Any]] = defaultdict(list)
    pages = {pk for model, keys in saved.items() if issubclass(model, Page) for pk in keys}
    for page in Page.objects.filter(pk__in=pages).specific():
        found[type(page)].append(page)
    for model, keys in saved.items():
        if not issubclass(model, Page):
            found[model] = list(model._default_manager.filter(pk__in=keys))
    return found


def _write_indexes(found: dict[type[models.Model], list[Any]], indexed: list[type[models.Model]]) -> None:
    backend = get_search_backend()
    for model, objects in found.items():
        if model in indexed and objects:
            backend.add_bulk(model, objects)
        if model in ReferenceIndex.tracked_models:
            for one in objects:
                ReferenceIndex.create_or_update_for_object(one)
