"""Searches without results."""

import datetime
from typing import Any

from django.utils import timezone

from portal.core.missed_searches.models import MissedSearch
from portal.core.missed_searches.recording import folded_words


def make_missed(words: str = "けん玉", *, days_ago: int = 0, **values: Any) -> MissedSearch:
    """Words that found nothing, so many days ago."""
    moment = timezone.now() - datetime.timedelta(days=days_ago)
    fields = {"language": "ja", "day": timezone.localdate(moment), "last_asked": moment, "folded": folded_words(words)}
    return MissedSearch.objects.create(words=words, **{**fields, **values})
