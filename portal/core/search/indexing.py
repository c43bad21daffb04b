"""Objects as the stock indexers see them: their texts folded and cut into tokens.

modelsearch has no hook for preparing text. Its indexers touch an object by `pk`, `get_search_fields()` and
`field.get_value(object)` only, so a thin view of the object with wrapped fields is enough for every model.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from .columns import title_field
from .text import index_text


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
        if not isinstance(obj, IndexedView):
            return self._tokens(obj)
        # The indexers of modelsearch ask for every field once for each column they fill.
        if self not in obj.tokens:
            obj.tokens[self] = self._tokens(obj.original)
        return obj.tokens[self]

    def _tokens(self, obj: Any) -> str:
        return index_text(flat_text(self.inner.get_value(obj)))


class TokenSearchField(TokenField, SearchField):
    def __init__(self, inner: Any, *, is_title: bool = False) -> None:
        super().__init__("title" if is_title else inner.field_name, boost=inner.boost)
        self.inner = inner


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
def _token_fields(model: Any) -> list[Any]:
    title = title_field(model)
    return [_wrapped(field, title) for field in model.get_search_fields()]


class IndexedView:
    """An object as the indexer needs it."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.pk = original.pk
        self.tokens: dict[TokenField, str] = {}

    def get_search_fields(self) -> list[Any]:
        model: Any = type(self.original)
        return _token_fields(model)


class TokenIndexMixin:
    """For an index class of modelsearch: objects are indexed by their tokens."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [IndexedView(obj) for obj in objs])  # type: ignore[misc]

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Nothing: our ranking does not use the norms, and keeping them reads the whole index at each saved page."""
