"""Writing down what the checks find: for a page when it is published, for all pages every night."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction
from wagtail.models import Page, get_page_models

from portal.core.pages.base import BasePage

from .checking import check_pages
from .models import PageFinding

AT_ONCE = 200


@transaction.atomic
def write_findings(pages: Sequence[Page]) -> int:
    """Check these specific pages as they are published and keep what is found; gives the number of findings.

    A page that is not live has none. Two people who publish the same page wait for one another.
    """
    keys = [page.pk for page in pages]
    list(Page.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    PageFinding.objects.filter(page_id__in=keys).delete()
    live = [page for page in pages if page.live]
    rows = [
        PageFinding.of(page.pk, position, finding)
        for page, findings in zip(live, check_pages(live), strict=True)
        for position, finding in enumerate(findings)
    ]
    PageFinding.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def check_everything() -> tuple[int, int]:
    """Check every live page of the site, some hundred at a time; gives the numbers of pages and of findings."""
    pages = findings = 0
    PageFinding.objects.filter(page__live=False).delete()
    for batch in _live_pages():
        pages += len(batch)
        findings += write_findings(batch)
    return pages, findings


def _live_pages() -> Iterator[list[Any]]:
    for model in get_page_models():
        if issubclass(model, BasePage):
            keys = list(model.objects.live().order_by("pk").values_list("pk", flat=True))
            for first in range(0, len(keys), AT_ONCE):
                yield list(model.objects.live().filter(pk__in=keys[first : first + AT_ONCE]).order_by("pk"))


def on_page_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Receiver of `page_published`, however the page came to be published: form, approval, clock or translation."""
    if isinstance(instance, BasePage):
        write_findings([instance])
