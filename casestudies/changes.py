"""Counts the changes of live cases, so that every process knows when its columns are out of date."""

from typing import Any

from casestudies.columns import DATA_VERSION
from portal.core.versions import bump_version

# What saving a draft writes into the page's own row: nothing that a visitor sees.
_OF_DRAFTS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


def cases_changed() -> None:
    """To be called after cases were written without signals, in the same transaction."""
    bump_version(DATA_VERSION)


def on_case_changed(update_fields: Any = None, **kwargs: Any) -> None:
    """Receiver for saved, unpublished and deleted cases."""
    if not update_fields or not set(update_fields) <= _OF_DRAFTS:
        cases_changed()
