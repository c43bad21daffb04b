"""What a page says of itself where another room announces it, in an issue of the newsletter for example.

The room that owns a kind of page tells how, in the `ready()` of its app: `register_notice(EventPage, event_notice)`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from wagtail.models import Locale, Page

from .pictures import picture_prefetch


@dataclass(frozen=True)
class Notice:
    """A page as it is announced, written in the language `language`.

    `url` is its path, `kind` what it is (a category, or empty), `status` what one must know first (「中止」, or empty),
    `facts` are (label, value) without empty values; a value may have several lines. `meta` is one line for a list, and
    may be marked up. `picture` may need consent (`portal.core.pictures.picture` asks for it); `drawing` names the one
    that stands in for it, empty where none should.
    """

    title: str
    url: str
    language: str
    summary: str = ""
    kind: str = ""
    status: str = ""
    meta: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    picture: Any = None
    drawing: str = ""


Writer = Callable[[Any], Notice]
"""Writes the notice of a specific page in the active language. It asks the database nothing."""

_writers: dict[type[Page], Writer] = {}


def register_notice(model: type[Page], writer: Writer) -> None:
    """Let pages of a type be announced; a second writer of the same type replaces the first."""
    _writers[model] = writer


def notices_of(keys: Iterable[int], locale: Locale) -> dict[int, Notice]:
    """The notices of pages by their primary keys: one query, and three for each type among them, however many.

    A page is told in its translation into that language where one is public, else in its own. What is not public in
    either, or of a type nobody has registered, is left out.
    """
    wanted = set(keys)
    if not wanted:
        return {}
    asked: dict[type[Page], list[_Chosen]] = defaultdict(list)
    names = ("pk", "translation_key", "locale_id", "content_type_id")
    for one in map(_Chosen._make, Page.objects.filter(pk__in=wanted).order_by().values_list(*names)):
        model = ContentType.objects.get_for_id(one.content_type).model_class()
        if model in _writers:
            asked[model].append(one)
    found: dict[int, Notice] = {}
    for model, chosen in asked.items():
        public = _public_editions(model, chosen)
        for one in chosen:
            shown = public.get((one.translation_key, locale.pk)) or public.get((one.translation_key, one.locale))
            if shown is not None:
                with translation.override(shown.locale.language_code):
                    found[one.pk] = _writers[model](shown)
    return found


class _Chosen(NamedTuple):
    pk: int
    translation_key: Any
    locale: int
    content_type: int


def _public_editions(model: Any, chosen: Iterable[_Chosen]) -> dict[tuple[Any, int], Any]:
    keys = {one.translation_key for one in chosen}
    pages = model.objects.live().filter(translation_key__in=keys).select_related("locale").defer_streamfields()
    return {(page.translation_key, page.locale_id): page for page in pages.prefetch_related(picture_prefetch())}
