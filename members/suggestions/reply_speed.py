"""How soon a partner usually answers, in coarse words. Pure."""

from collections.abc import Sequence
from statistics import median

from django.utils.translation import gettext as _

FEWEST = 3
"""Fewer answers say nothing about what is usual."""

FEW_DAYS, ONE_WEEK, TWO_WEEKS = 3.5, 10, 16
"""The longest median, in days, that is still called so."""


def reply_words(days: Sequence[float]) -> str:
    """The median of how many days the answers took, in words; empty for fewer than `FEWEST`."""
    if len(days) < FEWEST:
        return ""
    usual = median(days)
    if usual <= FEW_DAYS:
        return _("Usually answers within 2 to 3 days")
    if usual <= ONE_WEEK:
        return _("Answers in about a week")
    if usual <= TWO_WEEKS:
        return _("Answers in about two weeks")
    return _("Takes more than two weeks to answer")
