"""What is indexed of an object: its texts, folded and cut into words, and how much each counts.

modelsearch has no hook for preparing text, so the index classes of both databases write their entries themselves.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from enum import Enum
from functools import cache
from html import unescape
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import CharField, Manager, TextField
from django.utils import translation
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk

from .columns import title_field
from .morphology import searchable_runs
from .text import index_runs

T = TypeVar("T")

_LEAD_BOOST = 4
# As Wagtail takes the text out of rich text, without a parser.
_BLOCK_END = re.compile(r"</(?:p|h\d|li|blockquote)>|<[bh]r\s*/>")
_TAG = re.compile(r"<[^<>]*>")
_WITH_TEXT = (SearchField, AutocompleteField, RelatedFields)


class Weight(Enum):
    """How much a text counts, the most first. Only OpenSearch tells a lead from facts."""

    TITLE = "title"
    LEAD = "lead"
    FACTS = "facts"
    BODY = "body"
    COMPLETION = "completion"
    """No part of the search: words to be completed while typing."""


def flat_text(value: Any) -> str:
    """The text of a field's value: lists and dicts line by line, nothing for None."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, dict):
        return "\n".join(flat_text(part) for part in value.values())
    if isinstance(value, (list, tuple, set)):
        return "\n".join(flat_text(part) for part in value)
    return str(value)


def runs_of(weight: Weight, text: str) -> list[str]:
    """The runs of a text of this weight; what is to be completed has no lemmas."""
    return index_runs(text) if weight is Weight.COMPLETION else searchable_runs(text)


def texts_by_weight(obj: Any) -> dict[Weight, str]:
    """The indexed texts of an object, those of a weight line by line."""
    texts: dict[Weight, list[str]] = {}
    for weight, text in plain_texts_of(obj):
        texts.setdefault(weight, []).append(text)
    return {weight: "\n".join(parts) for weight, parts in texts.items()}


def plain_texts_of(obj: Any) -> Iterator[tuple[Weight, str]]:
    """Each indexed text of an object, those of related objects too, in the object's language where it has one."""
    model: Any = type(obj)
    locale = getattr(obj, "locale", None)
    with translation.override(locale.language_code) if locale else nullcontext():
        for read in _readers(model):
            yield from read(obj)


Reader = Callable[[Any], Iterable[tuple[Weight, str]]]


@cache
def _readers(model: Any) -> list[Reader]:
    """What reads the texts of an object of this model, field by field."""
    title = title_field(model)
    return [
        _related_reader(field) if isinstance(field, RelatedFields) else _reader(model, field, _weight(field, title))
        for field in model.get_search_fields()
        if isinstance(field, _WITH_TEXT)
    ]


def _related_reader(field: RelatedFields) -> Reader:
    def read(obj: Any) -> Iterator[tuple[Weight, str]]:
        for related in _related(field.get_value(obj)):
            for inner in field.fields:
                if isinstance(inner, RelatedFields):
                    yield from _related_reader(inner)(related)
                elif isinstance(inner, _WITH_TEXT):
                    yield from _reader(type(related), inner, _weight(inner, None))(related)

    return read


def _reader(model: Any, field: Any, weight: Weight) -> Reader:
    name = field.field_name
    kind = _field_of(model, name)
    if _is_rich_text(kind):
        return lambda obj: [(weight, _without_tags(getattr(obj, name) or ""))]
    if type(kind) in (CharField, TextField):
        return lambda obj: [(weight, getattr(obj, name) or "")]
    if hasattr(kind, "get_searchable_content"):
        return lambda obj: [(weight, flat_text(kind.get_searchable_content(getattr(obj, name))))]
    return lambda obj: [(weight, flat_text(field.get_value(obj)))]


def _without_tags(html: str) -> str:
    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))


def _field_of(model: Any, name: str) -> Any:
    return next((field for field in model._meta.get_fields() if field.name == name), None)


def _is_rich_text(field: Any) -> bool:
    """Whether this is a field of rich text; what the editor stores in one has no comments and no scripts."""
    if not apps.is_installed("wagtail"):
        return False
    from wagtail.fields import RichTextField  # only where Wagtail is: the rest needs modelsearch alone

    return isinstance(field, RichTextField)


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


def write_in_batches(
    objs: Sequence[Any], prepare: Callable[[Sequence[Any]], T], write: Callable[[T], object], size: int
) -> None:
    """Prepare and write objects, so many at a time and in order; each batch is written while the next is prepared.

    `write` runs in another thread, which therefore must use a cursor of the caller and not Django's connections. The
    database works while Python does, and on two cores nearly twice as many objects are indexed in the same time. A
    single batch is written without a thread. The first error of `write` ends everything.
    """
    if len(objs) <= size:
        if objs:
            write(prepare(objs))
        return
    with ThreadPoolExecutor(1) as beside:
        written: Future[object] | None = None
        for first in range(0, len(objs), size):
            batch = prepare(objs[first : first + size])
            if written is not None:
                written.result()
            written = beside.submit(write, batch)
        if written is not None:
            written.result()


class QuietIndexMixin:
    """For an index class of modelsearch: what both databases leave out of it."""

    entries: Any
    write_connection: Any

    def delete_items(self, model: Any, keys: Iterable[Any]) -> None:
        """Take the entries of objects out that are gone, all in one query."""
        names = [str(key) for key in keys]
        entries = self.entries.filter(content_type_id=get_content_type_pk(model), object_id__in=names)
        entries._raw_delete(using=self.write_connection.alias)

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: our ranking does not use the norms, and keeping them reads the whole index at each saved page."""
