"""The texts of a stored version that are translated, read from its JSON alone: no page is built, nothing is queried.

wagtail-localize takes a page apart only when its source is updated. The report has to say beforehand, and for many
pages at once, how many texts have come since: this walks through the same fields and blocks.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import extract_strings


def texts_of(model: type[models.Model], content: Mapping[str, Any]) -> list[str]:
    """The texts of the content of a revision, as wagtail-localize stores them, each once and in order."""
    return list(dict.fromkeys(text for text in _of_fields(model, content) if text.strip()))


def _of_fields(model: type[models.Model], content: Mapping[str, Any]) -> Iterator[str]:
    for translatable in get_translatable_fields(model):
        field = translatable.get_field(model)
        value = content.get(field.name)
        if not value or not isinstance(translatable, TranslatableField):
            continue
        if isinstance(field, StreamField):
            yield from _of_block(field.stream_block, json.loads(value) if isinstance(value, str) else value)
        elif isinstance(field, RichTextField):
            yield from _of_html(value)
        elif isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield _plain(value)
        elif isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
            for child in value:
                yield from _of_fields(field.related_model, child)


def _of_block(block: Any, value: Any) -> Iterator[str]:
    for child, inner in _inside(block, value) if value else ():
        yield from _of_block(child, inner)
    if not value or isinstance(block, blocks.URLBlock | blocks.EmailBlock):
        return
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.BlockQuoteBlock):
        yield _plain(value)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _of_html(value)


def _inside(block: Any, value: Any) -> Iterator[tuple[Any, Any]]:
    """The blocks directly within a block, each with its value."""
    if isinstance(block, blocks.StructBlock) and isinstance(value, Mapping):
        yield from ((child, value.get(name)) for name, child in block.child_blocks.items())
    elif isinstance(block, blocks.ListBlock):
        yield from ((block.child_block, item["value"]) for item in value)
    elif isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        yield from ((known[item["type"]], item["value"]) for item in value if item["type"] in known)


def _of_html(html: str) -> Iterator[str]:
    _template, strings = extract_strings(html)
    for string, _attributes in strings:
        yield string.data


def _plain(text: str) -> str:
    data: str = StringSegmentValue("", text).string.data
    return data
