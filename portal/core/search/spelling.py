"""Did you mean: a near word of a vocabulary for what finds nothing (pure; nothing of Django).

    vocabulary = {"オンライン": 12, "オーストラリア": 2, "Australia": 2, "国際交流": 9, "台湾": 4}
    speller = Speller(vocabulary, readings={"たいわん": "台湾"})
    speller.corrected("オンライソ -韓国")       # "オンライン -韓国"
    speller.corrected("Austrlia OR 台湾")       # "Australia OR 台湾"
    speller.corrected("たいわん")               # "台湾"
    speller.corrected("オンライン")             # None: nothing to correct

    # With a search at hand: what finds something is left alone, what would find nothing is not proposed.
    speller.corrected(query, finds=lambda text: matching(cases, text).exists())

Build one where the vocabulary changes (50,000 words: about a second), not for each query.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .terms import MAX_TERMS, operator, placed_items
from .text import Span, key
from .variants import HAN

_HIRAGANA = "\u3041-\u3096\u309d\u309e"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
_LETTERS = r"[^\W\d_\u3000-\U0010ffff]"
# A term is corrected as a whole or else in its parts: オンライソ交流 has two.
_PART = re.compile(rf"[{_KATAKANA}ー]+|[{_HIRAGANA}ー]+|[{HAN}]+|{_LETTERS}+")
_KANA_ONLY = re.compile(rf"[{_HIRAGANA}{_KATAKANA}]+")
_HAN_ONLY = re.compile(rf"[{HAN}]+")
_HIRAGANA_ONLY = re.compile(rf"[{_HIRAGANA}ー]+")
_LETTERS_ONLY = re.compile(f"{_LETTERS}+")
_DIGIT = re.compile(r"\d")
# What the eye or the finger takes for one another; a difference of these alone is nearer than any other.
_ALIKE = str.maketrans("ソツッャュョァィゥェォ力口二夕卜エ一ロ", "ンシシヤユヨアイウエオカロニタトエーロ")
_SHORTEST_PART = 3
_LONGEST = 40
_TRIED = 3
_LOOKUPS = 8


class Candidate(NamedTuple):
    """A word of the vocabulary that may be meant; the least is the best."""

    distance: int
    unlike: bool
    other_start: bool
    weight: float
    word: str


class _Entry(NamedTuple):
    weight: float
    word: str


def _parts(text: str) -> Iterator[str]:
    for part in _PART.findall(text):
        if len(part) >= _SHORTEST_PART and not _HIRAGANA_ONLY.fullmatch(part):
            yield part


def _slips(word_key: str) -> int:
    """How many slips a word may hold to be recognised; of kanji one, and only in words of three and more."""
    length = len(word_key)
    if length < _SHORTEST_PART or length > _LONGEST:
        return 0
    if _LETTERS_ONLY.fullmatch(word_key):
        return 2 if length >= 8 else 1
    return 2 if length >= 8 and _KANA_ONLY.fullmatch(word_key) else 1


class Speller:
    """Knows the words that find something; made of a vocabulary (word: weight, for instance its number of cases).

    Words may be in any spelling; the heaviest spelling is the one proposed. `readings` gives words by how they are
    read, in kana: {"たいわん": "台湾"}. Katakana, kanji and Latin words inside an entry count as words of their own.
    A query may be any text; at most eight words of it are looked up, each in 5 ms or so with 50,000 entries.
    """

    def __init__(self, vocabulary: Mapping[str, float], readings: Mapping[str, str] | None = None) -> None:
        self._entries: dict[str, _Entry] = {}
        for word, weight in vocabulary.items():
            for part in dict.fromkeys((word, *_parts(word))):
                self._add(key(part), _Entry(weight, part))
        self._known = "\n".join(sorted(self._entries))
        self._readings: dict[str, str] = {}
        for reading, word in sorted((readings or {}).items()):
            own = self._entries.get(key(word))
            if own and key(reading) not in self._known:
                self._readings.setdefault(key(reading), own.word)
        self._entries |= {reading: self._entries[key(word)] for reading, word in self._readings.items()}
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word_key in sorted(self._entries):
            self._by_length[len(word_key)].append(word_key)

    def _add(self, word_key: str, entry: _Entry) -> None:
        known = self._entries.get(word_key)
        if word_key and (known is None or (-entry.weight, entry.word) < (-known.weight, known.word)):
            self._entries[word_key] = entry

    def knows(self, text: str) -> bool:
        """Whether the vocabulary has the text as a word, or inside a word that is not written in letters."""
        word_key = key(text)
        if _LETTERS_ONLY.fullmatch(word_key):
            return word_key in self._entries
        return word_key in self._known

    def corrected(self, query: str, finds: Callable[[str], bool] | None = None) -> str | None:
        """The query with near words for those that find nothing; None without any.

        Operators, quotes, excluded terms and whatever finds something stay as typed. `finds` tells whether a text
        finds anything, also of the words to propose; it is asked a bounded number of times. Without it the vocabulary
        is the measure.
        """
        ask = lru_cache(maxsize=None)(self.knows if finds is None else finds)
        changes: list[tuple[Span, str]] = []
        lookups = iter(range(_LOOKUPS))
        terms = [item for item in placed_items(query) if not operator(item.term)][:MAX_TERMS]
        for (text, _quoted, excluded), (start, _end) in terms:
            if not excluded and key(text) and not ask(text):
                near = self._near(text, ask, lookups)
                changes += ((Span(start + place.start, start + place.end), word) for place, word in near)
        for place, word in reversed(changes):
            query = query[: place.start] + word + query[place.end :]
        return query if changes else None

    def _near(self, text: str, ask: Callable[[str], bool], lookups: Iterator[int]) -> list[tuple[Span, str]]:
        """The changes that make a text one that finds something: the whole, or else its parts."""
        whole = self._best(text, ask, lookups)
        if whole:
            return [(Span(0, len(text)), whole)]
        changes: list[tuple[Span, str]] = []
        for match in islice(_PART.finditer(text), _LOOKUPS):
            part = match.group()
            if part == text or _HIRAGANA_ONLY.fullmatch(part) or len(part) < _SHORTEST_PART or ask(part):
                continue
            best = self._best(part, ask, lookups)
            if best:
                changes.append((Span(*match.span()), best))
        return changes

    def _best(self, text: str, ask: Callable[[str], bool], lookups: Iterator[int]) -> str | None:
        if next(lookups, None) is None:
            return None
        typed = key(text)
        reading = self._readings.get(typed)
        words = [reading] if reading else [candidate.word for candidate in sorted(self._candidates(typed))[:_TRIED]]
        return next((word for word in words if ask(word)), None)

    def _candidates(self, typed: str) -> Iterator[Candidate]:
        slips = _slips(typed)
        if not slips or _DIGIT.search(typed):
            return
        han = _HAN_ONLY.fullmatch(typed) is not None
        letters = _LETTERS_ONLY.fullmatch(typed) is not None
        for length in range(len(typed) - (0 if han else slips), len(typed) + (0 if han else slips) + 1):
            near = process.extract(
                typed, self._by_length.get(length, ()), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
            for word_key, distance, _at in near:
                entry = self._entries[word_key]
                if distance == 0 or key(entry.word) == typed or letters != bool(_LETTERS_ONLY.fullmatch(word_key)):
                    continue
                alike = typed.translate(_ALIKE) == word_key.translate(_ALIKE)
                yield Candidate(int(distance), not alike, typed[0] != word_key[0], -entry.weight, entry.word)
