"""What a person types (`terms.py`), as a search query: folded, expanded, cut into tokens."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from modelsearch.query import MATCH_ALL, MATCH_NONE, And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from .expansion import Wanted, expanded
from .morphology import LEMMA
from .sentences import SPARES_A_WORD
from .synonyms import SynonymTable
from .terms import MAX_LENGTH, MAX_TERMS, Term, is_searchable, parse
from .text import Tokens, Word, query_forms, query_tokens

__all__ = ["MAX_LENGTH", "MAX_TERMS", "Adjacent", "Term", "is_searchable", "only_excludes", "parse", "rewrite"]


class Adjacent(Phrase):
    """Tokens of the index side by side, the last one possibly by its beginning only."""

    def __init__(self, wanted: Tokens) -> None:
        super().__init__(" ".join(wanted.tokens))
        self.tokens = wanted.tokens
        self.prefix = wanted.prefix
        self.runs = wanted.runs


class Forms(Or):
    """What may stand for one term. `words` is the part among these that asks for the words of a sentence alone."""

    def __init__(self, nodes: Sequence[Any], words: Any | None) -> None:
        super().__init__(list(nodes))
        self.words = words


def _all_of(nodes: Sequence[Any]) -> Any:
    return nodes[0] if len(nodes) == 1 else And(list(nodes))


def _any_of(nodes: Sequence[Any]) -> Any:
    kept = _shortest(nodes)
    return kept[0] if len(kept) == 1 else Or(kept)


def _shortest(nodes: Sequence[Any]) -> list[Any]:
    """The nodes without those that hold another one, as 話し合い does 話し: that one finds them, too."""
    shortest_first = sorted((node for node in nodes if isinstance(node, Adjacent)), key=lambda node: len(node.runs))
    asked: list[Adjacent] = []
    for node in shortest_first:
        # A lemma is a token of its own, which holds no part.
        if LEMMA in node.runs or not any(other.runs in node.runs for other in asked):
            asked.append(node)
    return [node for node in nodes if not isinstance(node, Adjacent) or node in asked]


def _almost_all_of(nodes: Sequence[Any]) -> Any:
    """All of the nodes but one, whichever it is; of a single one, None: nothing is asked for."""
    if len(nodes) == 1:
        return None
    first, second = nodes[: len(nodes) // 2], nodes[len(nodes) // 2 :]
    ways = [[*first, _almost_all_of(second)], [_almost_all_of(first), *second]]
    return _any_of([_all_of([node for node in way if node is not None]) for way in ways])


def _text_nodes(text: str, side_by_side: bool, open_end: bool) -> Iterator[Any]:
    for form in query_forms(text):
        sequences: list[Word] = [tuple(run for word in form for run in word)] if side_by_side else form
        *head, last = sequences
        yield _all_of(
            [*(Adjacent(query_tokens(word)) for word in head), Adjacent(query_tokens(last, open_end=open_end))]
        )


def _lemma_node(lemma: str) -> Adjacent:
    token = LEMMA + lemma
    return Adjacent(Tokens((token,), False, f" {token} "))


def _term_node(wanted: Wanted, open_end: bool) -> Any:
    term = wanted.term
    nodes = [*_text_nodes(term.text, term.quoted, open_end and term.is_expandable)]
    nodes += map(_lemma_node, wanted.lemmas)
    for text in wanted.texts:
        nodes += _text_nodes(text, True, False)
    words = None
    if wanted.parts:
        *head, last = wanted.parts
        parts = [*(_term_node(part, False) for part in head), _term_node(last, open_end)]
        words = _all_of(parts) if len(parts) < SPARES_A_WORD else _almost_all_of(parts)
        nodes.append(words)
    kept = _shortest(nodes)
    form = kept[0] if len(kept) == 1 else Forms(kept, words)
    return Not(form) if term.excluded else form


def _from_text(query: str, operator: str, open_end: bool, synonyms: Callable[[], SynonymTable]) -> Any | None:
    groups = expanded(query, synonyms)
    open_end = open_end or len(query.strip()) == 1
    nodes = []
    for group in groups:
        unfinished = open_end and group is groups[-1]
        nodes.append(_any_of([_term_node(wanted, unfinished) for wanted in group]))
    if operator == "or":
        wanted = [node for node in nodes if not isinstance(node, Not)]
        nodes = [node for node in nodes if isinstance(node, Not)] + ([_any_of(wanted)] if wanted else [])
    return _all_of(nodes) if nodes else None


def _combined(query: Any, children: list[Any]) -> Any | None:
    """And or Or of children, those without anything to search left out, constants taken into account."""
    rest = [child for child in children if child is not None]
    neutral, decisive = (MATCH_ALL, MATCH_NONE) if isinstance(query, And) else (MATCH_NONE, MATCH_ALL)
    if not rest:
        return None
    if decisive in rest:
        return decisive
    rest = [child for child in rest if child is not neutral]
    return (_all_of(rest) if isinstance(query, And) else _any_of(rest)) if rest else neutral


def _rewritten(query: Any, open_end: bool, synonyms: Callable[[], SynonymTable]) -> Any | None:
    if isinstance(query, MatchAll):
        return MATCH_ALL
    if isinstance(query, Phrase):
        return _from_text(f"「{query.query_string.replace('」', ' ')[: MAX_LENGTH - 2]}」", "and", False, synonyms)
    if isinstance(query, (PlainText, Fuzzy)):
        return _from_text(query.query_string, query.operator, open_end, synonyms)
    if isinstance(query, Boost):
        return _rewritten(query.subquery, open_end, synonyms)
    if isinstance(query, Not):
        inner = _rewritten(query.subquery, False, synonyms)
        if inner is None:
            return None
        return MATCH_NONE if inner is MATCH_ALL else MATCH_ALL if inner is MATCH_NONE else Not(inner)
    if isinstance(query, (And, Or)):
        return _combined(query, [_rewritten(child, open_end, synonyms) for child in query.subqueries])
    raise TypeError(f"unknown kind of search query: {query!r}")


def rewrite(query: Any, synonyms: Callable[[], SynonymTable], *, open_end: bool = False) -> Any:
    """A query of modelsearch with its texts parsed, folded and expanded.

    The answer is made of And, Or, Not and `Adjacent`, or is MATCH_ALL or MATCH_NONE (also where nothing can be
    searched). With `open_end` the last word may be unfinished (autocompletion).
    """
    rewritten = _rewritten(query, open_end, synonyms)
    return MATCH_NONE if rewritten is None else rewritten


def only_excludes(query: Any) -> bool:
    """Whether a query says only what a hit must not have, in any of its branches."""
    if isinstance(query, Not):
        return not only_excludes(query.subquery)
    if isinstance(query, Adjacent):
        return False
    checks = [only_excludes(child) for child in query.subqueries]
    return all(checks) if isinstance(query, And) else any(checks)
