"""Folding of text and its tokens: what the index stores, what a query looks for, where a hit lies in the original.

Two folds. `plain` maps width, case, kana and old character forms, character by character, so that every cut out of a
text folds to a cut out of the folded text. `loose` goes on to what changes the length (ー, ヴァ, okurigana, plurals).
The index holds the plain text and, of each word, the loose form where it differs; a query tries both.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .variants import HAN, LOOSE, NEIGHBOURS, PLAIN, UNSPACED, VOICED_MARKS, Rule

# Longer runs of letters are no words anybody types; the index of PostgreSQL refuses them beyond 2 KB.
MAX_TOKEN_LENGTH = 60
# One character may fold to many (a ligature to a whole sentence); so much of a typed text is looked for.
_MOST_TYPED = 400

_RUN = re.compile(rf"[{UNSPACED}]+|[^\W{UNSPACED}_]+")
# Beside an underscore, which divides words.
_GAPLESS = re.compile(rf"[\w{UNSPACED}]+")
# These look at the text as it is written: folded, hiragana and katakana are one script.
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
_SCRIPT_RUN = re.compile(rf"[{HAN}]+|[{_KATAKANA}]+|[0-9０-９]+")
_LATIN = rf"[^\W{HAN}\u3041-\u30ff\uff66-\uff9f_]"
# A figure beside a letter is part of another word: A5判.
_IN_WORD = f"[{HAN}{_KATAKANA}0-9０-９]"
_WORD = re.compile(rf"{_IN_WORD}(?<!{_LATIN}.){_IN_WORD}{{2,}}+(?!{_LATIN})")
_SPLIT_VERB = re.compile(rf"[{HAN}][\u3041-\u3096]{{1,2}}[{HAN}][\u3041-\u3096]")
_SHORTEST_COMPOUND = 3
_BEFORE_MARK = 40
_UNSPACED_START = re.compile(rf"[{UNSPACED}]")
# Characters that normalization never joins to the one before: nearly all of a usual text. They are mapped one by one,
# by a table, which takes a tenth of the time.
_ALONE = re.compile(
    "[\\x00-\\x7e\u00a1-\u024f\u2010-\u2027\u2030-\u205e\u2190-\u25ff\u3000-\u3020\u3041-\u3096\u309d-\u30ff"
    "\u4e00-\u9fff\uff01-\uff60]*"
)
_SPACE, _HALF, _LOWER_HALF = np.uint64(ord(" ")), np.uint64(32), np.uint64((1 << 32) - 1)
_SEPARATE_MARK = re.compile(f"[{VOICED_MARKS}]")
_JOINING_MARKS = str.maketrans("\u309b\u309c", "\u3099\u309a")

Word = tuple[str, ...]


class Tokens(NamedTuple):
    """Tokens that must follow one another; with `prefix` the last one is only the beginning of a token.

    `runs` says the same of a `run_text`: that it contains this cut.
    """

    tokens: tuple[str, ...]
    prefix: bool
    runs: str


class Span(NamedTuple):
    """A half-open range of characters in the original text."""

    start: int
    end: int


class Folded(NamedTuple):
    """A folded text with, for each of its characters, the place in the original it comes from."""

    text: str
    spans: list[Span]


def _map_characters(text: str) -> str:
    if not _ALONE.fullmatch(text):
        return _map_any(text)
    table, others = _mapping()
    codes = np.frombuffer(text.encode("utf-16-le"), np.uint16)
    mapped = table[codes].tobytes().decode("utf-16-le")
    return others.sub(lambda match: _map_any(match.group()), mapped)


def _map_any(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(_JOINING_MARKS)).casefold().translate(PLAIN)


@cache
def _mapping() -> tuple[NDArray[np.uint16], re.Pattern[str]]:
    """What each character of `_ALONE` becomes, by its number, and a pattern for those that become none or several."""
    alone = [code for code in range(1 << 16) if _ALONE.fullmatch(chr(code))]
    mapped = {code: _map_any(chr(code)) for code in alone}
    table = np.arange(1 << 16, dtype=np.uint16)
    for code, text in mapped.items():
        if len(text) == 1:
            table[code] = ord(text)
    return table, re.compile(f"[{''.join(chr(code) for code in alone if len(mapped[code]) != 1)}]")


def _apply(rules: Sequence[Rule], text: str) -> str:
    for rule in rules:
        if any(map(text.__contains__, rule.needs)):
            text = rule.pattern.sub(rule.value, text)
    return text


def plain(text: str) -> str:
    """Width, case, hiragana and katakana, old characters and accents folded; ー, ヴ and okurigana kept."""
    return _apply(NEIGHBOURS, _map_characters(text))


def loosen(plain_text: str) -> str:
    """The loose form of a text that is already plain."""
    return _apply(LOOSE, plain_text)


def fold(text: str) -> str:
    """The form in which two spellings of a word are equal: コンピューター = ｺﾝﾋﾟｭｰﾀ, 取り組み = 取組."""
    return loosen(plain(text))


def words(folded: str) -> list[Word]:
    """The words of a folded text; a word is its runs (han and kana, or letters and digits) with no gap between."""
    return [tuple(_RUN.findall(word)) for word in _gapless(folded)]


def _clauses(folded: str) -> list[str]:
    return folded.replace("、", "。").split("。")


def _gapless(folded: str) -> list[str]:
    return _GAPLESS.findall(folded.replace("_", " "))


class _Kinds(dict[str, bool]):
    """Whether a character is of a script without spaces, worked out once for each."""

    def __missing__(self, character: str) -> bool:
        self[character] = kind = _UNSPACED_START.match(character) is not None
        return kind


_KINDS = _Kinds()


def is_unspaced(run: str) -> bool:
    """Whether a run is cut into bigrams; otherwise it is one token."""
    return _KINDS[run[0]]


def _bigrams(run: str) -> Iterator[str]:
    return map(add, run, run[1:])


def index_tokens(runs: Iterable[str]) -> list[str]:
    """The tokens of runs, in order."""
    tokens: list[str] = []
    for run in runs:
        if _KINDS[run[0]]:
            tokens += map(add, run, run[1:])
            tokens.append(run[-1])
        else:
            tokens.append(run[:MAX_TOKEN_LENGTH])
    return tokens


def distinct_tokens(runs: Iterable[str]) -> str:
    """The tokens of runs, each once and in any order, divided by spaces; `index_tokens` in a third of the time."""
    unspaced: list[str] = []
    spaced: list[str] = []
    for run in runs:
        if _KINDS[run[0]]:
            unspaced.append(run)
        else:
            spaced.append(run[:MAX_TOKEN_LENGTH])
    return " ".join([*_distinct_bigrams(" ".join(unspaced)), *dict.fromkeys(spaced)])


def _distinct_bigrams(text: str) -> list[str]:
    """The bigrams of a text of runs and the last character of each run, as texts of many that are divided by spaces."""
    if not text:
        return []
    codes = np.frombuffer(f"{text} ".encode("utf-32-le"), np.uint32)
    # A pair is one number, so that equal ones stand side by side when they are sorted. `np.unique` is slower.
    pairs = codes[:-1].astype(np.uint64) << _HALF | codes[1:]
    pairs.sort()
    is_first = np.append(True, pairs[1:] != pairs[:-1])
    pairs = pairs[is_first & (pairs >> _HALF != _SPACE)]
    cut = np.full((len(pairs), 3), _SPACE, np.uint32)
    cut[:, 0] = pairs >> _HALF
    cut[:, 1] = pairs & _LOWER_HALF
    return [cut.tobytes().decode("utf-32-le").rstrip().replace("  ", " ")]


def index_runs(text: str) -> list[str]:
    """The runs of a text for the index.

    First the plain text in its order, then the loose forms of words that differ, then, where (half-)voiced marks are
    characters of their own (ｶﾞ), what stands before each, so that a cut between ｶ and ﾞ is found too.
    """
    plain_text = plain(text)
    found = _RUN.findall(plain_text)
    loose_text = loosen(plain_text)
    known: set[str] = set()
    more: list[str] = []
    if loose_text != plain_text:
        # No rule looks beyond these signs, and cutting there is far faster than cutting into words.
        for before, after in zip(_clauses(plain_text), _clauses(loose_text), strict=True):
            if before != after:
                known.update(_gapless(before))
                more += _gapless(after)
    for mark in _SEPARATE_MARK.finditer(text):
        more += _gapless(plain(text[max(0, mark.start() - _BEFORE_MARK) : mark.start()]))[-1:]
    if more:
        found += _RUN.findall(" ".join(word for word in dict.fromkeys(more) if word not in known))
    return found


def index_text(text: str) -> str:
    """The tokens of a text for the index, separated by spaces."""
    return " ".join(index_tokens(index_runs(text)))


def compounds(text: str) -> list[str]:
    """Whole words of a text, as far as scripts tell where words end, in the plain and the loose form: カード, 小学校.

    Runs of kanji, of katakana or of figures, two of these side by side (オンライン交流), three around figures
    (小学校5年生), and what is written like 話し合い. Each of at least three characters: two are a token anyway.
    """
    words_found = _WORD.findall(text) + _SPLIT_VERB.findall(text)
    return list(dict.fromkeys(chain.from_iterable(map(_wholes, words_found))))


# The same words stand in many texts.
@lru_cache(maxsize=20_000)
def _wholes(word: str) -> tuple[str, ...]:
    """The whole words in a sequence of kanji, katakana and figures, or in what is written like 話し合い."""
    parts = _SCRIPT_RUN.findall(word) if _WORD.fullmatch(word) else [word]
    triples = zip(parts, parts[1:], parts[2:], strict=False)
    around_figures = [first + middle + last for first, middle, last in triples if middle[0].isdigit()]
    found = [*parts, *map(add, parts, parts[1:]), *around_figures]
    forms = dict.fromkeys(form for part in found for form in (plain(part), fold(part)))
    return tuple(form for form in forms if _SHORTEST_COMPOUND <= len(form) <= MAX_TOKEN_LENGTH)


def run_text(runs: Iterable[str]) -> str:
    """Runs divided and enclosed by spaces: tokens follow one another where this holds their `runs`."""
    return f" {' '.join(map(_stored, runs))} "


def _stored(run: str) -> str:
    return run if len(run) <= MAX_TOKEN_LENGTH or is_unspaced(run) else run[:MAX_TOKEN_LENGTH]


def query_forms(text: str) -> list[list[Word]]:
    """The words of a typed text in its plain and, where it differs, its loose form; empty without any word."""
    plain_text = plain(text)[:_MOST_TYPED]
    forms = [words(plain_text), words(loosen(plain_text))]
    return [form for at, form in enumerate(forms) if form and form not in forms[:at]]


def query_tokens(word: Word, *, open_end: bool = False) -> Tokens:
    """What to look for in the index to find a word.

    A single last character of han or kana is looked for as the beginning of a bigram. With `open_end` a last run of
    letters or digits is only the beginning of the word meant.
    """
    *inner, last = word
    head = tuple(index_tokens(inner))
    runs = " ".join(map(_stored, word))
    if not is_unspaced(word[0]):
        runs = f" {runs}"
    if not is_unspaced(last):
        return Tokens((*head, last[:MAX_TOKEN_LENGTH]), open_end, runs if open_end else f"{runs} ")
    if len(last) == 1:
        return Tokens((*head, last), True, runs)
    return Tokens((*head, *_bigrams(last)), False, runs)


@lru_cache(maxsize=1024)
def key(text: str) -> str:
    """What identifies a word or phrase among synonyms: folded, without spaces and signs."""
    return "".join(run for word in words(fold(text)) for run in word)


def _clusters(text: str) -> Iterator[Span]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not (unicodedata.combining(text[at]) or text[at] in VOICED_MARKS):
            yield Span(start, at)
            start = at


def _apply_mapped(rules: Sequence[Rule], folded: Folded) -> Folded:
    for rule in rules:
        text, spans = folded
        if not any(map(text.__contains__, rule.needs)):
            continue
        parts: list[str] = []
        places: list[Span] = []
        done = 0
        for match in rule.pattern.finditer(text):
            first, last = spans[match.start()], spans[match.end() - 1]
            new = rule.new(match)
            parts += (text[done : match.start()], new)
            places += spans[done : match.start()]
            if new:
                places += [Span(first.start, last.end)] * len(new)
            elif places:
                # What is left out belongs to what stands before it: the s of schools, the ー of コンピューター.
                places[-1] = Span(places[-1].start, last.end)
            done = match.end()
        if parts:
            folded = Folded("".join((*parts, text[done:])), places + spans[done:])
    return folded


def plain_mapped(text: str) -> Folded:
    """`plain(text)` with the place of each character in the original."""
    parts: list[str] = []
    spans: list[Span] = []
    for span in _clusters(text):
        part = _map_characters(text[span.start : span.end])
        parts.append(part)
        spans += [span] * len(part)
    return _apply_mapped(NEIGHBOURS, Folded("".join(parts), spans))


def loosen_mapped(folded: Folded) -> Folded:
    """`loosen` of a mapped plain text, the places carried along."""
    return _apply_mapped(LOOSE, folded)
