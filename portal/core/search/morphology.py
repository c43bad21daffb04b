"""Verbs and adjectives by a dictionary: the optional extra `morph` (SudachiPy and its small dictionary).

With the setting `SEARCH_MORPHOLOGY = "sudachi"` the index holds, beside the text, the lemma of every verb and
adjective, and a typed form is looked up by its lemma: つくった finds 作ります, and 示す does not find 展示した. With
"off", or when the packages are missing, the rules of `inflection.py` do what they can. Index and queries must agree:
run `manage.py update_index` after a change.
"""

import threading
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any

from django.conf import settings

from . import inflection
from .inflection import Kind, Lexeme
from .text import index_runs, key

LEMMA = "\ue001"
"""Begins the tokens that are lemmas; nobody can type it as part of a word."""
CHOICES = ("off", "sudachi")

# Sudachi refuses more than 49,149 bytes at once.
_MOST_AT_ONCE = 12_000
_INFLECTED = frozenset({"動詞", "形容詞"})
_ENDINGS = frozenset({"助動詞", "助詞", "接尾辞", "補助記号", "動詞", "形容詞"})
# Found in nearly every text, so they tell nothing.
_EMPTY = frozenset(
    {"為る", "有る", "居る", "成る", "御座る", "無い", "因る", "出来る", "呉れる", "貰う", "頂く", "下さる"}
)
_KINDS = {"五段": Kind.GODAN, "上一段": Kind.ICHIDAN, "下一段": Kind.ICHIDAN, "形容詞": Kind.ADJECTIVE}
_lock = threading.Lock()
_own = threading.local()


def setting() -> str:
    """What the site asks for; `off` without the setting."""
    return str(getattr(settings, "SEARCH_MORPHOLOGY", "off") or "off")


@cache
def is_installed() -> bool:
    """Whether the packages of the extra are there."""
    return find_spec("sudachipy") is not None and find_spec("sudachidict_small") is not None


def is_on() -> bool:
    """Whether lemmas are written and asked for."""
    return setting() == "sudachi" and is_installed()


@cache
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict="small")


def _tokenizer() -> Any:
    """One for each thread, as it keeps state; the dictionary is read once, when it is first needed."""
    if not hasattr(_own, "tokenizer"):
        from sudachipy import SplitMode

        with _lock:
            _own.tokenizer = _dictionary().tokenizer(mode=SplitMode.C)
    return _own.tokenizer


def _morphemes(text: str) -> Iterator[Any]:
    text = unicodedata.normalize("NFKC", text).encode("utf-8", "ignore").decode()
    for start in range(0, len(text), _MOST_AT_ONCE):
        yield from _tokenizer().tokenize(text[start : start + _MOST_AT_ONCE])


def _nouns_verbs(morpheme: Any) -> list[Lexeme]:
    """The verbs a noun may come from: 送り, 考え, 話し合い."""
    kind, proper, *_ = morpheme.part_of_speech()
    found = inflection.lexemes(morpheme.surface()) if kind == "名詞" and proper != "固有名詞" else []
    return [word._replace(lemma=key(word.name)) for word in found]


def _lemmas(morpheme: Any) -> Iterator[str]:
    if morpheme.part_of_speech()[0] not in _INFLECTED:
        yield from (word.lemma for word in _nouns_verbs(morpheme))
    elif morpheme.normalized_form() not in _EMPTY:
        yield key(morpheme.normalized_form())
        # 行った is of 行く or of 行う, and often taken for the wrong one.
        if morpheme.surface() == "行っ":
            yield key("行う")
        # 送り合った is 送る too.
        for part in morpheme.split(_short()):
            yield from _lemmas(part)


@cache
def _short() -> Any:
    from sudachipy import SplitMode

    return SplitMode.A


def searchable_runs(text: str) -> list[str]:
    """The runs of a text for the index, and its lemmas where they are wanted."""
    return index_runs(text) + [LEMMA + lemma for lemma in lemmas_of(text)]


def lemmas_of(text: str) -> list[str]:
    """The lemmas of the verbs and adjectives of a text, each once; none where they are not wanted."""
    if not is_on():
        return []
    return list(dict.fromkeys(lemma for morpheme in _morphemes(text) for lemma in _lemmas(morpheme) if lemma))


def _kind(conjugation: str) -> Kind | None:
    return next((kind for beginning, kind in _KINDS.items() if conjugation.startswith(beginning)), None)


def _analysed(text: str) -> list[Lexeme]:
    """The verb or adjective a text is a form of, or those its noun may come from; empty for more than one word."""
    first, *rest = list(_morphemes(text)) or [None]
    if first is None or any(morpheme.part_of_speech()[0] not in _ENDINGS for morpheme in rest):
        return []
    kind = _kind(first.part_of_speech()[4])
    if kind:
        return [Lexeme(first.dictionary_form(), kind, lemma) for lemma in _lemmas(first)][:1]
    return [] if rest else _nouns_verbs(first)


def lexemes(text: str) -> list[Lexeme]:
    """The verbs and adjectives a typed text may be a form of: by the dictionary, else by its okurigana."""
    return (_analysed(text) if is_on() else []) or inflection.lexemes(text)
