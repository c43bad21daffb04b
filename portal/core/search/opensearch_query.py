"""A rewritten query in the language of OpenSearch (pure)."""

from collections.abc import Sequence
from typing import Any

from modelsearch.query import And, Not, Or

from .morphology import LEMMA
from .query import Adjacent
from .text import is_unspaced

# What a hit counts in each field: no number of hits in the body makes up for one in the title.
_WEIGHTS = {"portal_title": 8, "portal_lead": 4, "portal_facts": 2, "portal_body": 1}
_COLUMNS = {
    "title": ["portal_title"],
    "body": ["portal_lead", "portal_facts", "portal_body"],
    "autocomplete": ["portal_completion"],
}


def fields_of(columns: Sequence[str]) -> list[str]:
    """The fields of a document for the columns of the index, each in both of its forms, with its weight."""
    names = [name for column in columns for name in _COLUMNS[column]]
    return [f"{name}{form}^{_WEIGHTS.get(name, 1)}" for name in names for form in ("", ".loose")]


def compiled(query: Any, columns: Sequence[str]) -> dict[str, Any]:
    """The query of And, Or, Not and `Adjacent` as the body of a search says it."""
    if isinstance(query, Adjacent):
        return _side_by_side(query, columns)
    if isinstance(query, Not):
        return {"bool": {"must_not": [compiled(query.subquery, columns)]}}
    children = [compiled(child, columns) for child in query.subqueries]
    if isinstance(query, And):
        return {"bool": {"must": children}}
    if isinstance(query, Or):
        return {"bool": {"should": children, "minimum_should_match": 1}}
    raise TypeError(f"unknown kind of search query: {query!r}")


def _side_by_side(query: Adjacent, columns: Sequence[str]) -> dict[str, Any]:
    if query.tokens[0].startswith(LEMMA):
        return {"constant_score": {"filter": {"term": {"portal_lemmas": query.tokens[0].removeprefix(LEMMA)}}}}
    # The index has single characters of kanji and kana beside their pairs, so only letters are words to be completed.
    is_begun = query.prefix and not is_unspaced(query.tokens[-1])
    return {
        "multi_match": {
            "query": query.runs.strip(),
            "type": "phrase_prefix" if is_begun else "phrase",
            "fields": fields_of(columns),
        }
    }
