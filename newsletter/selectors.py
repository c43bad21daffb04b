"""Reads of the newsletter."""

from typing import NamedTuple

from django.db.models import QuerySet

from newsletter.models import IssuePage, NewsletterIndexPage
from portal.core.pictures import picture_prefetch


def listed_issues(newsletter: NewsletterIndexPage | None = None) -> QuerySet[IssuePage]:
    """Live issues (of one newsletter), newest first, with their pictures and without their bodies."""
    pages = IssuePage.objects.child_of(newsletter) if newsletter is not None else IssuePage.objects.all()
    issues: QuerySet[IssuePage] = pages.live().order_by("-number", "-pk")
    return issues.prefetch_related(picture_prefetch()).defer("body")


def latest_issue(language: str) -> IssuePage | None:
    """The live issue with the highest number in a language."""
    return listed_issues().filter(locale__language_code=language).first()


def other_issues(issue: IssuePage, number: int) -> list[IssuePage]:
    """The newest live issues in the language of this one, without it."""
    return list(listed_issues().filter(locale_id=issue.locale_id).exclude(pk=issue.pk)[:number])


class Neighbours(NamedTuple):
    """The issues before and after one, by number; None at either end."""

    previous: IssuePage | None
    following: IssuePage | None


def neighbours(issue: IssuePage) -> Neighbours:
    """The live issues with the next lower and the next higher number in the same language. Two queries."""
    issues = IssuePage.objects.live().filter(locale_id=issue.locale_id).defer_streamfields()
    return Neighbours(
        issues.filter(number__lt=issue.number).order_by("-number").first(),
        issues.filter(number__gt=issue.number).order_by("number").first(),
    )
