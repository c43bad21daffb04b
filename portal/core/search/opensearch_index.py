"""The index on OpenSearch: analyzers that fold as `text.py` does, and the fields of a document (pure).

The analyzers are OpenSearch's `cjk` (standard tokenizer, cjk_width, lowercase, cjk_bigram) behind character filters
made of the tables of `variants.py`; nothing has to be installed on the server. Each text is analysed twice, in its
plain and in its loose form, and a query asks both, as on the databases.
"""

import re
import unicodedata
from itertools import product
from typing import Any

from .text import plain
from .variants import LOOSE, NEIGHBOURS, OKURIGANA_PATTERNS, PLAIN, SOUNDS, Rule

# Characters whose plain form may be another; signs and what the standard tokenizer leaves out are not worth a line.
_RANGES = (
    (0x41, 0x5B),
    (0xAA, 0x250),
    (0x1D00, 0x1F00),
    (0x2070, 0x2190),
    (0x2460, 0x2500),
    (0x2E80, 0x2FE0),
    (0x3041, 0x3100),
    (0x31F0, 0x3400),
    (0xF900, 0xFB07),
    (0xFF01, 0xFFDD),
)
_MARKS = "\u3099\u309a\u309b\u309c\uff9e\uff9f"
_MARKED = [*map(chr, range(0x3041, 0x30FF)), *map(chr, range(0xFF66, 0xFF9E))]
# Between letters or figures the standard tokenizer takes these for part of a word.
_SIGNS_IN_WORDS = (
    "[.,:;'_\u00b7\u2018\u2019\u2024\u2027\u203f\u2040\u2054\u30fb\ufe13\ufe52\ufe55\uff07\uff0c\uff0e\uff1a\uff1b]"
)


def plain_mappings() -> dict[str, str]:
    """What each character, and each pair of a kana and a mark, becomes where that is something else."""
    singles = {chr(code) for first, last in _RANGES for code in range(first, last)} | {chr(code) for code in PLAIN}
    found = {text: plain(text) for text in sorted(singles)}
    for kana, mark in product(_MARKED, _MARKS):
        joined = plain(kana + mark)
        if joined != plain(kana) + plain(mark):
            found[kana + mark] = joined
    return {text: folded for text, folded in found.items() if folded != text and not folded.isspace()}


def okurigana_mappings() -> dict[str, str]:
    """Every way to write a word of the list of okurigana, and its shortest."""
    found = {}
    for pattern in OKURIGANA_PATTERNS:
        letters = re.findall(r"(.)(\??)", pattern)
        shortest = re.sub("[\u30a1-\u30fa]", "", pattern.replace("?", ""))
        for ways in product(*(((letter, "") if optional else (letter,)) for letter, optional in letters)):
            found["".join(ways)] = shortest
    return {text: shortest for text, shortest in found.items() if text != shortest}


def _line(text: str, folded: str) -> str:
    """A line of a mapping; in escapes, as spaces and arrows would be taken for its syntax."""
    return f"{_escaped(text)} => {_escaped(folded)}"


def _escaped(text: str) -> str:
    units = text.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _mapping(pairs: dict[str, str]) -> dict[str, Any]:
    return {"type": "mapping", "mappings": [_line(text, folded) for text, folded in pairs.items()]}


def _replacing(pattern: str, new: str) -> dict[str, Any]:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": new}


def _filter(rule: Rule) -> dict[str, Any]:
    if isinstance(rule.value, str):
        return _replacing(rule.pattern.pattern, rule.value)
    return _mapping(SOUNDS if "|".join(SOUNDS) == rule.pattern.pattern else okurigana_mappings())


def character_filters() -> dict[str, dict[str, Any]]:
    """The character filters by name, in the order in which they run."""
    found = {"portal_plain": _mapping(plain_mappings())}
    found |= {f"portal_neighbours_{at}": _filter(rule) for at, rule in enumerate(NEIGHBOURS)}
    found |= {f"portal_loose_{at:02}": _filter(rule) for at, rule in enumerate(LOOSE)}
    return found | {"portal_signs": _replacing(_SIGNS_IN_WORDS, " ")}


def _analyzer(filters: list[str], bigrams: str) -> dict[str, Any]:
    return {
        "type": "custom",
        "char_filter": filters,
        "tokenizer": "standard",
        "filter": ["cjk_width", "lowercase", bigrams],
    }


def index_settings() -> dict[str, Any]:
    """What an index is created with."""
    filters = character_filters()
    plain_ones = [name for name in filters if "loose" not in name]
    both = {"plain": plain_ones, "loose": list(filters)}
    analyzers = {}
    for name, chain in both.items():
        analyzers[f"portal_{name}"] = _analyzer(chain, "portal_bigrams_and_characters")
        analyzers[f"portal_{name}_search"] = _analyzer(chain, "portal_bigrams")
    bigrams = {"type": "cjk_bigram", "ignored_scripts": []}
    return {
        "settings": {
            "analysis": {
                "char_filter": filters,
                "filter": {
                    "portal_bigrams": bigrams,
                    "portal_bigrams_and_characters": {**bigrams, "output_unigrams": True},
                },
                "analyzer": analyzers,
            },
            # So many keys are asked for at once (`opensearch.py`).
            "index": {"max_result_window": 10_000},
        }
    }


def _text(**options: Any) -> dict[str, Any]:
    loose = {"type": "text", "analyzer": "portal_loose", "search_analyzer": "portal_loose_search"}
    return {
        "type": "text",
        "analyzer": "portal_plain",
        "search_analyzer": "portal_plain_search",
        "fields": {"loose": loose},
        **options,
    }


def properties() -> dict[str, Any]:
    """The fields of a document, the same for every model: filters are the database's business."""
    return {
        "pk": {"type": "keyword", "store": True},
        "_django_content_type": {"type": "keyword"},
        "portal_title": _text(),
        "portal_lead": _text(),
        "portal_facts": _text(),
        "portal_body": _text(),
        "portal_completion": _text(),
        "portal_lemmas": {"type": "keyword"},
    }


def normalised(text: str) -> str:
    """The text as it is sent to the server, which knows no normal forms of Unicode."""
    return unicodedata.normalize("NFC", text)
