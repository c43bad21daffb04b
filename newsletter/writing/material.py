"""What is new on the site since the last issue, and how it comes into the next one."""

import datetime
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from newsletter.blocks import CHOSEN_PAGES, IssueBlock
from newsletter.models import IssuePage, NewsletterIndexPage
from newsletter.parts import chosen_keys
from newsletter.writing.carrying_over import empty_value, new_block
from portal.core.audit import record
from portal.core.material import MOST, Material, sources
from portal.users.models import User


class ChangedMeanwhileError(Exception):
    """Somebody has saved a newer version of the issue."""


class LockedError(Exception):
    """Somebody else holds the issue; the message says who."""


@dataclass(frozen=True)
class Proposal:
    """A page that is new; `is_taken` says that the issue shows it already."""

    page: Any
    is_taken: bool


@dataclass(frozen=True)
class Group:
    """The new pages of one kind, the newest first, at most `portal.core.material.MOST`."""

    label: str
    proposals: list[Proposal]


def moment_of_last(newsletter: NewsletterIndexPage, number: int | None = None) -> datetime.datetime | None:
    """When the newest live issue (below that number) was first published; None when there is none."""
    issues = IssuePage.objects.child_of(newsletter).live()
    if number is not None:
        issues = issues.filter(number__lt=number)
    moment: datetime.datetime | None = issues.order_by("-number").values_list("first_published_at", flat=True).first()
    return moment


def proposals(locale: Locale, moment: datetime.datetime | None, taken: Collection[int] = ()) -> list[Group]:
    """What was published in that language since, by kind; kinds with nothing new are left out. One query a kind."""
    found = []
    for source in sources():
        if _block_of(source) is not None:
            pages = source.pages(locale, moment).defer_streamfields()[:MOST]
            rows = [Proposal(page, page.pk in taken) for page in pages]
            if rows:
                found.append(Group(str(source.label), rows))
    return found


def blocks_for(locale: Locale, moment: datetime.datetime | None, keys: Collection[int]) -> list[dict[str, Any]]:
    """A block for each of these pages that is proposed, in the order of the proposals; others are passed over."""
    found = []
    for source in sources():
        place = _block_of(source)
        if place is not None:
            kind, field = place
            pages = source.pages(locale, moment).filter(pk__in=list(keys)).values_list("pk", flat=True)
            found += [new_block(kind, {**empty_value(kind), field: key}) for key in pages]
    return found


def with_blocks(body: Iterable[Any], blocks: Iterable[Any]) -> list[Any]:
    """Stored blocks with others behind them, but before the contact where that stands at the end."""
    whole = list(body)
    last = [whole.pop()] if whole and whole[-1]["type"] == "contact" else []
    return [*whole, *blocks, *last]


@transaction.atomic
def add_material(issue: IssuePage, keys: Collection[int], *, revision: int | None, actor: User) -> int:
    """Append blocks for these pages to the newest draft of an issue, as a new version; how many were added.

    `revision` is the key of the version that the choice was made on. Raises `ChangedMeanwhileError` when there is a
    newer one, `LockedError` when somebody else holds the page.
    """
    held = IssuePage.objects.select_for_update().get(pk=issue.pk)
    if held.latest_revision_id != revision:
        raise ChangedMeanwhileError
    lock = held.get_lock()
    if lock is not None and lock.for_user(actor):
        raise LockedError(str(lock.get_locked_by(actor)))
    draft = held.get_latest_revision_as_object()
    moment = moment_of_last(held.get_parent().specific, held.number)
    new = set(keys) - set(chosen_keys(draft.body))
    blocks = blocks_for(held.locale, moment, new)
    if blocks:
        draft.body = json.dumps(with_blocks(draft.body.raw_data, blocks), ensure_ascii=False)
        draft.save_revision(user=actor, clean=False, log_action=True)
        record("issue.add_material", held, actor=actor, data={"pages": len(blocks)})
    return len(blocks)


def _block_of(source: Material) -> tuple[str, str] | None:
    """The type of block that shows pages of a source, and its field; None when an issue has none for them."""
    return _blocks_by_model().get(source.model)


@lru_cache(maxsize=1)
def _blocks_by_model() -> dict[type[Page], tuple[str, str]]:
    blocks = IssueBlock().child_blocks
    return {blocks[kind].child_blocks[field].target_model: (kind, field) for kind, field in CHOSEN_PAGES.items()}
