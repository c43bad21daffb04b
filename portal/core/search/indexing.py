"""Objects as the stock indexers see them: their texts folded and cut into tokens.

modelsearch has no hook for preparing text. Its indexers touch an object by `pk`, `get_search_fields()` and
`field.get_value(object)` only, so a thin view of the object with wrapped fields is enough for every model.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.db.models import Manager
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from .columns import title_field
from .text import Word, index_tokens, index_words


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


class TokenField:
    """A search or autocomplete field whose value is given as tokens; a base of the two classes below."""

    inner: Any

    def get_value(self, obj: Any) -> str:
        return " ".join(index_tokens(self.words(obj)))

    def words(self, obj: Any) -> list[Word]:
        """The words of the field's text."""
        if not isinstance(obj, IndexedView):
            return index_words(flat_text(self.inner.get_value(obj)))
        # The indexers of modelsearch ask for every field once for each column they fill.
        if self not in obj.words:
            obj.words[self] = index_words(flat_text(self.inner.get_value(obj.original)))
        return obj.words[self]


class TokenSearchField(TokenField, SearchField):
    def __init__(self, inner: Any, *, is_title: bool = False) -> None:
        super().__init__("title" if is_title else inner.field_name, boost=inner.boost)
        self.inner = inner
        self.is_title = is_title


class TokenAutocompleteField(TokenField, AutocompleteField):
    def __init__(self, inner: Any) -> None:
        super().__init__(inner.field_name)
        self.inner = inner


class TokenRelatedFields(RelatedFields):
    def __init__(self, inner: Any) -> None:
        super().__init__(inner.field_name, [_wrapped(field) for field in inner.fields])
        self.inner = inner

    def get_value(self, obj: Any) -> Any:
        return self.inner.get_value(obj.original if isinstance(obj, IndexedView) else obj)


def _wrapped(field: Any, title: str | None = None) -> Any:
    if isinstance(field, RelatedFields):
        return TokenRelatedFields(field)
    if isinstance(field, SearchField):
        return TokenSearchField(field, is_title=field.field_name == title)
    if isinstance(field, AutocompleteField):
        return TokenAutocompleteField(field)
    return field


@cache
def token_fields(model: Any) -> list[Any]:
    """The search fields of a model, wrapped so that they give tokens."""
    title = title_field(model)
    return [_wrapped(field, title) for field in model.get_search_fields()]


class IndexedView:
    """An object as the indexer needs it."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.pk = original.pk
        self.words: dict[TokenField, list[Word]] = {}

    def get_search_fields(self) -> list[Any]:
        model: Any = type(self.original)
        return token_fields(model)


def texts_of(
    view: IndexedView, fields: Iterable[Any] | None = None, obj: Any = None
) -> Iterator[tuple[Any, list[Word]]]:
    """The token fields of an object with their words, those of related objects too."""
    for field in view.get_search_fields() if fields is None else fields:
        if isinstance(field, TokenRelatedFields):
            for related in _related(field.get_value(view if obj is None else obj)):
                yield from texts_of(view, field.fields, related)
        elif isinstance(field, TokenField):
            yield field, field.words(view if obj is None else obj)


def _related(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value.all()) if isinstance(value, Manager) else [value() if callable(value) else value]


class TokenIndexMixin:
    """For an index class of modelsearch: objects are indexed by their tokens."""

    view_class = IndexedView

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [self.view_class(obj) for obj in objs])  # type: ignore[misc]

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: our ranking does not use the norms, and keeping them reads the whole index at each saved page."""
