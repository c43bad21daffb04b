"""What may stand for a typed term: other forms of its word, synonyms, other forms of these, the words of a sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .inflection import Kind, Lexeme, forms_of
from .morphology import lexemes
from .sentences import parts_of, repetitions
from .synonyms import SynonymTable
from .terms import Term, parse
from .text import key

MAX_EXPANSION = 400
"""Characters of all that is added to one query; what does not fit any more is left out, forms before synonyms kept."""
_LONGEST_SPACED_SYNONYM = 4
_OUTSIDE = re.compile(r"^[\W_]+|[\W_]+$")


class Wanted(NamedTuple):
    """A term with what may stand for it."""

    term: Term
    texts: tuple[str, ...] = ()
    """Texts to look for side by side."""
    lemmas: tuple[str, ...] = ()
    """Lemmas to look for, of an index that has them."""
    marks: tuple[tuple[str, str], ...] = ()
    """What to mark: texts, each with the pattern of an ending that may follow it."""
    parts: tuple["Wanted", ...] = ()
    """The words of a sentence, all of which may be looked for in its place."""


class _Allowance:
    """What may still be added to a query."""

    def __init__(self) -> None:
        self.left = MAX_EXPANSION

    def fitting(self, texts: Iterable[str], times: int = 1) -> tuple[str, ...]:
        """The first of these texts that still fit, each of which will stand in the query so many times."""
        kept = []
        for text in dict.fromkeys(texts):
            if len(text) * times > self.left:
                break
            self.left -= len(text) * times
            kept.append(text)
        return tuple(kept)


def _joined_synonyms(groups: list[list[Term]], synonyms: SynonymTable) -> Iterable[list[Term]]:
    """Join terms typed with spaces that together are a word of a group: `google meet`."""
    at = 0
    while at < len(groups):
        for size in range(_LONGEST_SPACED_SYNONYM, 1, -1):
            run = groups[at : at + size]
            if len(run) == size and all(len(group) == 1 and group[0].is_expandable for group in run):
                text = " ".join(group[0].text for group in run)
                if text in synonyms:
                    yield [Term(text)]
                    at += size
                    break
        else:
            yield groups[at]
            at += 1


def _is_named(word: str, lexeme: Lexeme) -> bool:
    """Whether a synonym is a verb or adjective for sure: given as a dictionary does, or with する."""
    return lexeme.kind is Kind.SURU or key(lexeme.name) == key(word)


def _wanted(term: Term, synonyms: SynonymTable, allowance: _Allowance, times: int = 1) -> Wanted:
    text = _OUTSIDE.sub("", term.text)
    words = lexemes(text)
    names = [text, *(word.name for word in words)]
    others = list(dict.fromkeys(word for name in names for word in synonyms.others(name)))
    words += [word for other in others for word in lexemes(other) if _is_named(other, word)]
    lemmas = allowance.fitting((word.lemma for word in words if word.lemma), times)
    texts = allowance.fitting([*forms_of([word for word in words if not word.lemma]), *others], times)
    marks = {other: "" for other in others if other in texts}
    marks |= {form: tail for form, tail in forms_of(words).items() if lemmas or form in texts}
    return Wanted(term, texts, lemmas, tuple(marks.items()), tuple(_parts(text, synonyms, allowance)))


def _parts(text: str, synonyms: SynonymTable, allowance: _Allowance) -> Iterator[Wanted]:
    parts = parts_of(text)
    times = repetitions(len(parts))
    if len(allowance.fitting(parts, times)) == len(parts):
        yield from (_wanted(Term(part), synonyms, allowance, times) for part in parts)


def expanded(query: str, synonyms: Callable[[], SynonymTable]) -> list[list[Wanted]]:
    """`parse`, each term with what may stand for it; synonyms are asked for only when a term may have some."""
    groups = parse(query)
    if not any(term.is_expandable for group in groups for term in group):
        return [[Wanted(term) for term in group] for group in groups]
    table = synonyms()
    allowance = _Allowance()
    return [
        [_wanted(term, table, allowance) if term.is_expandable else Wanted(term) for term in group]
        for group in _joined_synonyms(groups, table)
    ]
