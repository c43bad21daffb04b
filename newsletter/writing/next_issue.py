"""The next issue begins as a draft that has of the last one what every issue has."""

import datetime
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import pgettext

from newsletter.models import IssuePage, NewsletterIndexPage
from newsletter.models.pages import first_of_this_month
from newsletter.writing.carrying_over import carried_over
from newsletter.writing.material import blocks_for, moment_of_last, with_blocks
from portal.core.audit import record
from portal.users.models import User


@dataclass(frozen=True)
class Started:
    """The next issue; `is_new` is False when somebody has begun it a moment before."""

    issue: IssuePage
    is_new: bool


@dataclass(frozen=True)
class Outline:
    """What the next issue will be: its number, its month, and the issue it is made from (None for the first)."""

    number: int
    month: datetime.date
    last: IssuePage | None


def outline(newsletter: NewsletterIndexPage) -> Outline:
    """The number after the highest, drafts among them; the month after the last, but none that is over."""
    last = IssuePage.objects.child_of(newsletter).order_by("-number", "-pk").first()
    this_month = first_of_this_month()
    if last is None:
        return Outline(1, this_month, None)
    return Outline(last.number + 1, max(_month_after(last.month), this_month), last)


def _month_after(day: datetime.date) -> datetime.date:
    return day.replace(day=1, year=day.year + day.month // 12, month=day.month % 12 + 1)


@transaction.atomic
def start_next(newsletter: NewsletterIndexPage, number: int, chosen: Collection[int], *, actor: User) -> Started:
    """The draft of that number, begun from the last issue, with blocks for the pages chosen out of the proposals.

    `number` is the one that was promised: when an issue has it by now, that one is given and nothing is made. The row
    of the newsletter is held meanwhile, so two people who ask at once get the same issue.
    """
    held = NewsletterIndexPage.objects.select_for_update().get(pk=newsletter.pk)
    existing = IssuePage.objects.child_of(held).filter(number__gte=number).order_by("number").first()
    if existing is not None:
        return Started(existing, False)
    plan = outline(held)
    blocks = blocks_for(held.locale, moment_of_last(held), chosen)
    issue = held.add_child(instance=_draft(held, plan, blocks, actor))
    issue.save_revision(user=actor, clean=False)
    last = plan.last.number if plan.last else None
    record("issue.start", issue, actor=actor, data={"from": last, "pages": len(blocks)})
    return Started(issue, True)


def _draft(newsletter: NewsletterIndexPage, plan: Outline, blocks: list[Any], actor: User) -> IssuePage:
    body: list[Any] = []
    care = {}
    if plan.last is not None:
        last = plan.last.get_latest_revision_as_object()
        before = IssuePage.objects.child_of(newsletter).filter(number__lt=plan.last.number).order_by("-number").first()
        body = carried_over(last.body.raw_data, before.body.raw_data if before else ())
        care = {"contact_name": last.contact_name, "contact_detail": last.contact_detail}
    issue = IssuePage(
        number=plan.number,
        month=plan.month,
        locale=newsletter.locale,
        live=False,
        owner=actor,
        body=json.dumps(with_blocks(body, blocks), ensure_ascii=False),
        **care,
    )
    with translation.override(newsletter.locale.language_code):
        words = {"newsletter": newsletter.title, "number": issue.number_label}
        issue.title = pgettext("title of an issue", "%(newsletter)s %(number)s") % words
    return issue
