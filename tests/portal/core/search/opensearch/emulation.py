"""Character filters, the standard tokenizer and cjk_bigram of OpenSearch in a few lines, for texts of our scripts."""

import re
from typing import Any

from portal.core.search.opensearch_index import index_settings

ANALYSIS: dict[str, Any] = index_settings()["settings"]["analysis"]
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def _unescaped(text: str) -> str:
    units = "".join(_ESCAPE.findall(text.strip()))
    return bytes.fromhex(units).decode("utf-16-be")


def mapping_of(filter_: dict[str, Any]) -> dict[str, str]:
    """The pairs of a mapping character filter."""
    pairs = (line.split("=>") for line in filter_["mappings"])
    return {_unescaped(text): _unescaped(folded) for text, folded in pairs}


def filtered(text: str, filter_: dict[str, Any]) -> str:
    """The text behind one character filter: of a mapping the longest that begins at a place counts."""
    if filter_["type"] == "pattern_replace":
        return re.sub(filter_["pattern"], filter_["replacement"], text)
    pairs = mapping_of(filter_)
    longest = max(map(len, pairs))
    parts, at = [], 0
    while at < len(text):
        size = next((size for size in range(longest, 0, -1) if text[at : at + size] in pairs), 0)
        parts.append(pairs[text[at : at + size]] if size else text[at])
        at += size or 1
    return "".join(parts)


def folded(text: str, analyzer: str) -> str:
    """The text behind all character filters of an analyzer, and in small letters."""
    for name in ANALYSIS["analyzer"][analyzer]["char_filter"]:
        text = filtered(text, ANALYSIS["char_filter"][name])
    return text.lower()
