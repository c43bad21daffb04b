"""What makes the titles in memory old: pages that appear, change, move or go."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from .titles import is_proposed, titles_changed


def on_page(sender: Any, **kwargs: Any) -> None:
    """Receiver of Wagtail's signals."""
    if is_proposed(kwargs["instance"].specific_class):
        titles_changed()


def on_row(sender: Any, instance: Any, created: bool = True, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of Django's: a live page is made or any page deleted. Other saves are drafts, or published too."""
    if isinstance(instance, Page) and sender is not Page and created and instance.live and is_proposed(sender):
        titles_changed()


def connect() -> None:
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(on_page, dispatch_uid="core.suggesting")
    for signal in (post_save, post_delete):
        signal.connect(on_row, dispatch_uid="core.suggesting")
