"""Did you mean: words that found nothing in the archive, their slips corrected by the words of its cases."""

import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from casestudies import readings
from casestudies.models import CaseStudyPage
from casestudies.terms import TermIndex, terms
from portal.core.search.models import Synonym
from portal.core.search.query import MAX_LENGTH
from portal.core.search.spelling import Speller
from portal.core.search.synonyms import SynonymTable

MOST_ASKED = 4
"""So many words of a query are looked up in the search itself; more unknown ones are left as typed."""


class _Held(NamedTuple):
    terms: TermIndex
    synonyms: SynonymTable
    speller: Speller


class SpellerStore:
    """Keeps the speller of each language in one process, as long as neither cases nor synonyms have changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}

    def of(self, language: str, synonyms: SynonymTable) -> Speller:
        """The speller of a language (`ja`, `en`): one cheap query, a build when something changed.

        While one thread builds, the others wait for it instead of building too.
        """
        index = terms.of(language)
        held = self._held.get(language)
        if held is None or held.terms is not index or held.synonyms is not synonyms:
            with self._lock:
                held = self._held.get(language)
                if held is None or held.terms is not index or held.synonyms is not synonyms:
                    held = self._held[language] = _Held(index, synonyms, _speller(index, language, synonyms))
        return held.speller


def _speller(index: TermIndex, language: str, synonyms: SynonymTable) -> Speller:
    """Knows the names, titles and leads of the cases and the synonyms; a lead weighs nothing, a name its cases."""
    cases: Any = CaseStudyPage.objects.live().filter(locale__language_code=language).order_by()
    leads = cases.exclude(summary="").values_list("summary", flat=True)
    words = dict.fromkeys((*leads.iterator(chunk_size=2_000), *synonyms.words()), 0.0) | index.vocabulary()
    return Speller(words, {word: name for word, name in readings.WORDS.items() if name in words} | index.readings())


spellers = SpellerStore()


def near_words(query: str, language: str, finds: Callable[[str], bool]) -> str | None:
    """What a query that finds nothing may have meant, in the words of the cases of a language; None without an idea.

    `finds` tells whether a text finds anything; it is asked at most `MOST_ASKED` times, and not about the query itself.
    Whether the answer finds something together with all else that is asked for is for the caller to see.
    """
    synonyms = Synonym.objects.table()
    speller = spellers.of(language, synonyms)
    asked = iter(range(MOST_ASKED))

    def is_known(text: str) -> bool:
        if text in synonyms or speller.knows(text):
            return True
        if text == query.strip():
            return False
        return next(asked, None) is None or finds(text)

    corrected = speller.corrected(query, is_known)
    return corrected if corrected and len(corrected) <= MAX_LENGTH else None
