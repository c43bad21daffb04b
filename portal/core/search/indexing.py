"""What is indexed of an object: its texts, folded and cut into words, and how much each counts.

modelsearch has no hook for preparing text, so the index classes of both databases write their entries themselves.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from html import unescape
from typing import Any

from django.apps import apps
from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from .columns import title_field
from .morphology import searchable_words
from .text import Word, index_words

_LEAD_BOOST = 4
# As Wagtail takes the text out of rich text, without a parser.
_BLOCK_END = re.compile(r"</(?:p|h\d|li|blockquote)>|<[bh]r\s*/>")
_TAG = re.compile(r"<[^<>]*>")


class Weight(Enum):
    """How much a text counts, the most first; the values are the weights of PostgreSQL."""

    TITLE = "A"
    LEAD = "B"
    FACTS = "C"
    BODY = "D"
    COMPLETION = ""
    """No part of the search: words to be completed while typing."""


def flat_text(value: Any) -> str:
    """The text of a field's value: lists and dicts line by line, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(flat_text(part) for part in value.values())
    if isinstance(value, (list, tuple, set)):
        return "\n".join(flat_text(part) for part in value)
    return str(value)


def texts_of(obj: Any) -> Iterator[tuple[Weight, list[Word]]]:
    """The words of each indexed text of an object, those of related objects too."""
    for weight, text in plain_texts_of(obj):
        yield weight, words_of(weight, text)


def words_of(weight: Weight, text: str) -> list[Word]:
    """The words of a text of this weight; what is to be completed has no lemmas."""
    return index_words(text) if weight is Weight.COMPLETION else searchable_words(text)


def plain_texts_of(obj: Any) -> Iterator[tuple[Weight, str]]:
    """Each indexed text of an object as it is, those of related objects too."""
    model: Any = type(obj)
    return _texts(obj, model.get_search_fields(), title_field(model))


def _texts(obj: Any, fields: Iterable[Any], title: str | None) -> Iterator[tuple[Weight, str]]:
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in _related(field.get_value(obj)):
                yield from _texts(related, field.fields, None)
        elif isinstance(field, (SearchField, AutocompleteField)):
            yield _weight(field, title), _text(field, obj)


def _text(field: Any, obj: Any) -> str:
    model: Any = type(obj)
    if not _is_rich_text(model, field.field_name):
        return flat_text(field.get_value(obj))
    html: str = getattr(obj, field.field_name) or ""
    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))


@cache
def _is_rich_text(model: Any, name: str) -> bool:
    """Whether this is a field of rich text; what the editor stores in one has no comments and no scripts."""
    if not apps.is_installed("wagtail"):
        return False
    from wagtail.fields import RichTextField  # only where Wagtail is: the rest needs modelsearch alone

    return any(isinstance(field, RichTextField) for field in model._meta.get_fields() if field.name == name)


def _related(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value.all()) if isinstance(value, Manager) else [value() if callable(value) else value]


def _weight(field: Any, title: str | None) -> Weight:
    if isinstance(field, AutocompleteField):
        return Weight.COMPLETION
    if field.field_name == title:
        return Weight.TITLE
    if not field.boost:
        return Weight.BODY
    return Weight.LEAD if field.boost >= _LEAD_BOOST else Weight.FACTS


class QuietIndexMixin:
    """For an index class of modelsearch: what both databases leave out of it."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: our ranking does not use the norms, and keeping them reads the whole index at each saved page."""
