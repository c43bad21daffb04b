"""Which questions and answers are about the same: by the words they share, rare ones counting more.

Weights are the usual ones of a vector space (Salton & Buckley 1988): a word counts ln(n / d), where n is the number of
entries and d how many of them have it; two entries are as near as the cosine of their weights.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Sequence

from django.core.cache import cache
from wagtail.models import Locale

from home.models import FaqEntry
from portal.core.search.text import index_text

MOST = 3
NEAR_ENOUGH = 0.06
KEPT_SECONDS = 24 * 60 * 60

Nearest = dict[int, list[int]]


def related_questions(entry: FaqEntry) -> list[FaqEntry]:
    """Up to three other live entries of the same language: the nearest, then those of the same category. One query."""
    entries = list(FaqEntry.objects.published_in(entry.locale))
    by_key = {one.pk: one for one in entries}
    near = [by_key[key] for key in _nearest(entry.locale, entries).get(entry.pk, []) if key in by_key]
    same = [one for one in entries if one.category == entry.category and one.pk != entry.pk and one not in near]
    return [*near, *same][:MOST]


def _nearest(locale: Locale, entries: Sequence[FaqEntry]) -> Nearest:
    """By primary key the keys of the nearest entries. Kept until any text of the language changes."""
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(f"{entry.pk}\n{entry.question}\n{entry.answer}\n".encode())
    name = f"related_questions.{locale.language_code}.{digest.hexdigest()}"
    found: Nearest | None = cache.get(name)
    if found is None:
        found = nearest_of({entry.pk: f"{entry.question} {entry.question} {entry.answer_text}" for entry in entries})
        cache.set(name, found, KEPT_SECONDS)
    return found


def nearest_of(texts: dict[int, str]) -> Nearest:
    """For each text the others that are near enough, the nearest first, of equal ones the smaller key first."""
    words = {key: set(index_text(text).split()) for key, text in texts.items()}
    frequency = Counter(word for found in words.values() for word in found)
    weight = {word: math.log(len(texts) / number) for word, number in frequency.items()}
    length = {key: math.sqrt(sum(weight[word] ** 2 for word in found)) for key, found in words.items()}

    def nearness(one: int, other: int) -> float:
        product = length[one] * length[other]
        return sum(weight[word] ** 2 for word in words[one] & words[other]) / product if product else 0.0

    nearest = {}
    for key in texts:
        scores = [(nearness(key, other), -other) for other in texts if other != key]
        nearest[key] = [-other for score, other in sorted(scores, reverse=True)[:MOST] if score >= NEAR_ENOUGH]
    return nearest
