"""The kinds of things the site search tells apart: the tabs above its results, `?type=` of its address.

Each room names its own in the `ready()` of its app:

    register_type(SearchType("news", _("News"), models=(NewsPage,), order=60))

Pages of no type named there, and hits of providers that name none, are of the type `REST`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class SearchType:
    """One kind: its code in the address, its label (translated), the page models it is made of, its place among all.

    `one` is the label of a single thing where it differs. A type without models is one of hits that providers give
    (`SearchHit.type`).
    """

    code: str
    label: Any
    models: tuple[type[Model], ...] = ()
    order: int = 100
    one: Any = None

    @property
    def name(self) -> str:
        """What one thing of it is called, in the active language."""
        return str(self.one or self.label)


REST = SearchType(
    "pages",
    pgettext_lazy("type of search results", "Other pages"),
    order=1_000,
    one=pgettext_lazy("type of search results", "Page"),
)

_types: dict[str, SearchType] = {}


def register_type(kind: SearchType) -> None:
    """Let the site search tell a kind apart; a second one of the same code replaces the first."""
    _types[kind.code] = kind


def all_types() -> list[SearchType]:
    """Every kind in the order of the tabs, the rest last."""
    return sorted((*_types.values(), REST), key=lambda kind: kind.order)


def known_type(code: str) -> SearchType | None:
    """The kind of this code, None for no code and for an unknown one."""
    return next((kind for kind in all_types() if kind.code == code), None)


def type_of(model: type[Model]) -> SearchType:
    """The kind a page model belongs to."""
    return next((kind for kind in _types.values() if model in kind.models), REST)


def types_by_content_type() -> Mapping[int, SearchType]:
    """The kinds by the numbers of the content types of their models; what is not named is of the rest."""
    models = [model for kind in _types.values() for model in kind.models]
    found = ContentType.objects.get_for_models(*models)
    return {found[model].pk: kind for kind in _types.values() for model in kind.models}
