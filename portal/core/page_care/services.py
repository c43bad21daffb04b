"""Writing down that pages were checked."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from portal.core import audit
from portal.core.pages.base import BasePage

ACTION = "page.checked"


def may_mark(page: Page, by: Any) -> bool:
    """Whether this person may say that a page is right: who may publish it."""
    return bool(page.permissions_for_user(by).can_publish())


@transaction.atomic
def mark_checked(keys: Collection[int], *, by: Any, on: datetime.date | None = None) -> list[Page]:
    """Note for these pages (primary keys), in all languages, that they were checked on that day (today when None).

    Nothing is published: drafts stay drafts, but carry the day on. Gives the pages chosen; raises `PermissionDenied`
    when one of them may not be published by this person, and nothing is changed then.
    """
    day = on or timezone.localdate()
    chosen = list(Page.objects.filter(pk__in=keys).order_by("pk"))
    if not all(may_mark(page, by) for page in chosen):
        raise PermissionDenied
    versions = _locked({page.translation_key for page in chosen})
    by_type: dict[type[Any], list[int]] = defaultdict(list)
    for version in versions:
        model = version.content_type.model_class()
        if model is not None and issubclass(model, BasePage):
            by_type[model].append(version.pk)
    for model, pages in by_type.items():
        model.objects.filter(pk__in=pages).update(checked_on=day)
    _carry_on([key for pages in by_type.values() for key in pages], day)
    for page in chosen:
        audit.record(ACTION, page, actor=by, data={"checked_on": day.isoformat()})
    return chosen


def _locked(keys: Collection[Any]) -> list[Page]:
    pages = Page.objects.select_for_update(of=("self",)).filter(translation_key__in=keys)
    return list(pages.select_related("content_type").order_by("pk"))


def _carry_on(keys: Collection[int], day: datetime.date) -> None:
    """What will be published next, the newest version or a scheduled one, would else bring an older day back."""
    newest = Page.objects.filter(pk__in=keys).values("latest_revision_id")
    waiting = Q(pk__in=newest) | Q(approved_go_live_at__isnull=False, object_id__in=[str(key) for key in keys])
    revisions = list(Revision.page_revisions.filter(waiting))
    for revision in revisions:
        revision.content["checked_on"] = day.isoformat()
    Revision.objects.bulk_update(revisions, ["content"], batch_size=100)
