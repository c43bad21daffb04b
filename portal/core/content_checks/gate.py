"""The way to the public: what has errors is not published by a form, a bulk action or an approval."""

from collections.abc import Iterable, Sequence

from wagtail.models import Page

from portal.core.pages.base import BasePage

from .checking import check_pages
from .findings import Finding


class UnfitToPublishError(Exception):
    """Pages whose content has errors, with these errors."""

    def __init__(self, refused: Sequence[tuple[Page, list[Finding]]]) -> None:
        super().__init__("the content of a page has errors")
        self.refused = refused


def refuse_errors(pages: Iterable[Page]) -> None:
    """Raise `UnfitToPublishError` when one of these specific pages, as it stands in memory, has an error."""
    ours = [page for page in pages if isinstance(page, BasePage)]
    errors = [[finding for finding in found if finding.is_error] for found in check_pages(ours)]
    refused = [(page, found) for page, found in zip(ours, errors, strict=True) if found]
    if refused:
        raise UnfitToPublishError(refused)
