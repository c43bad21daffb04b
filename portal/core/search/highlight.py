"""Hits marked in the original spelling, and the part of a long text that shows the most of them.

A hit is looked for in the folded text and marked where it stands in the original, so ｶｰﾄﾞ is marked for カード,
取り組み for 取組, and a synonym for the word typed. What is not a hit is escaped and left as it is.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .expansion import Wanted, expanded
from .models import Synonym
from .text import Span, Word, is_unspaced, loosen_mapped, plain_mapped, query_forms
from .variants import UNSPACED

EXCERPT_LENGTH = 120

_LETTER = rf"[^\W{UNSPACED}_]"
_LATIN = "[A-Za-z0-9\u00c0-\u024f]"
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[。！？!?…]+[」』）)]*\s*|(?<=[a-z0-9)])\.\s+")
_GAP = re.compile(r"[、，,;；:：\s]+")


def _pattern(words: Iterable[Word]) -> str:
    """Finds these words side by side in a folded text; words of letters only whole."""
    parts = []
    for runs in words:
        before = "" if is_unspaced(runs[0]) else rf"(?<!{_LETTER})"
        after = "" if is_unspaced(runs[-1]) else rf"(?!{_LETTER})"
        parts.append(before + re.escape("".join(runs)) + after)
    return r"[\W_]*".join(parts)


def _patterns(text: str, side_by_side: bool) -> Iterator[str]:
    for form in query_forms(text):
        if side_by_side:
            yield _pattern(form)
        else:
            yield from (_pattern([word]) for word in form)


def _patterns_of(wanted: Wanted) -> Iterator[str]:
    yield from _patterns(wanted.term.text, wanted.term.quoted)
    for text, ending in wanted.marks:
        yield from (pattern + ending for pattern in _patterns(text, True))
    for part in wanted.parts:
        # A single character of a sentence stands in many words that are not meant.
        if len(part.term.text) > 1:
            yield from _patterns_of(part)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


class Marker:
    """Knows what a query is looking for. Built once for a page of results: the synonyms are read once."""

    def __init__(self, query: str) -> None:
        self.query = query

    @cached_property
    def _wanted(self) -> list[re.Pattern[str]]:
        patterns: list[str] = []
        for group in expanded(self.query, Synonym.objects.table):
            for wanted in group:
                if not wanted.term.excluded:
                    patterns += _patterns_of(wanted)
        return [re.compile(pattern) for pattern in dict.fromkeys(patterns)]

    def spans(self, text: str) -> list[Span]:
        """The hits in the original text, in order, without overlaps."""
        if not self._wanted or not text:
            return []
        plain = plain_mapped(text)
        exact = _merged(self._found(plain.text, plain.spans))
        loose = loosen_mapped(plain)
        if loose.text == plain.text:
            return exact
        more = [
            span
            for span in self._found(loose.text, loose.spans)
            if not any(span.start < other.end and other.start < span.end for other in exact)
        ]
        return _merged([*exact, *more])

    def _found(self, folded: str, places: list[Span]) -> Iterator[Span]:
        for pattern in self._wanted:
            for match in pattern.finditer(folded):
                yield Span(places[match.start()].start, places[match.end() - 1].end)

    def highlight(self, text: str) -> SafeString:
        """The whole text, its hits in `<mark>`."""
        return _marked(text, self.spans(text), Span(0, len(text)))

    def excerpt(self, text: str, length: int = EXCERPT_LENGTH) -> SafeString:
        """About `length` characters of the text around most of its hits, cut at sentences or words, with … where cut.

        Line breaks become spaces. Without a hit it is the beginning of the text.
        """
        text = _SPACES.sub(" ", text).strip()
        spans = self.spans(text)
        window = _window(text, spans, length)
        before = "…" if window.start else ""
        after = "…" if window.end < len(text) else ""
        return mark_safe(before + _marked(text, spans, window).strip() + after)  # noqa: S308 - escaped in _marked


def _marked(text: str, spans: list[Span], window: Span) -> SafeString:
    parts: list[str] = []
    done = window.start
    for span in spans:
        start, end = max(span.start, window.start), min(span.end, window.end)
        if start < end:
            parts += (escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>")
            done = end
    return mark_safe("".join((*parts, escape(text[done : window.end]))))  # noqa: S308 - every part is escaped


def _densest(text: str, spans: list[Span], length: int) -> int:
    """The start of the hit from which most different hits, then most hits, lie within `length`."""
    best, best_start = (0, 0), 0
    for at, first in enumerate(spans):
        inside = [text[span.start : span.end] for span in spans[at : at + 50] if span.end <= first.start + length]
        value = (len(set(inside)), len(inside))
        if value > best:
            best, best_start = value, first.start
    return best_start


def _window(text: str, spans: list[Span], length: int) -> Span:
    if len(text) <= length:
        return Span(0, len(text))
    reach = length - length // 4
    hit = _densest(text, spans, reach)
    earliest = max(0, min(hit - length // 4, len(text) - length))
    start = _start(text, earliest, hit)
    end = start + length
    if end >= len(text):
        return Span(start, len(text))
    last_hit = max((span.end for span in spans if start <= span.start and span.end <= end), default=start)
    return Span(start, max(last_hit, _end(text, max(last_hit, start + length // 2), end)))


def _start(text: str, earliest: int, hit: int) -> int:
    """The beginning of a sentence, else of a part of one, between `earliest` and the hit."""
    if earliest == 0:
        return 0
    for pattern in (_SENTENCE_END, _GAP):
        match = pattern.search(text, max(0, earliest - 1), hit)
        if match:
            return match.end()
    return _character_start(text, earliest)


def _end(text: str, earliest: int, latest: int) -> int:
    for pattern in (_SENTENCE_END, _GAP):
        *_earlier, last = (None, *pattern.finditer(text, earliest, latest))
        if last:
            return last.end() if pattern is _SENTENCE_END else last.start()
    return _character_start(text, latest)


def _character_start(text: str, at: int) -> int:
    """The nearest place at or before `at` that parts no letter from its marks and no word of letters (if short)."""
    places = plain_mapped(text[max(0, at - 30) : at + 2]).spans
    offset = max(0, at - 30)
    while at > offset and not any(span.start + offset == at for span in places):
        at -= 1
    word = re.search(f"{_LATIN}{{1,30}}$", text[max(0, at - 30) : at])
    if word and at < len(text) and re.match(_LATIN, text[at]):
        return at - len(word.group())
    return at


def highlight(text: str, query: str | Marker) -> SafeString:
    """`Marker.highlight`; give a Marker where many texts are marked for one query."""
    return (query if isinstance(query, Marker) else Marker(query)).highlight(text)


def excerpt(text: str, query: str | Marker, length: int = EXCERPT_LENGTH) -> SafeString:
    """`Marker.excerpt`; give a Marker where many texts are cut for one query."""
    return (query if isinstance(query, Marker) else Marker(query)).excerpt(text, length)
