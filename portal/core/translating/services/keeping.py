"""Texts and links of a translation that was edited by itself, stored as translations of the source's pieces."""

import json
from collections import defaultdict
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component


def keep_texts(source: TranslationSource, target: Any, actor: Any) -> int:
    """Store what stands in `target` as translations of the pieces that `source` holds; returns how many texts."""
    written = _pieces_by_path(target)
    pieces: dict[str, list[StringSegment]] = defaultdict(list)
    for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
        pieces[segment.context.path].append(segment)
    kept = 0
    for path, segments in pieces.items():
        own = written.get(path, [])
        if len(own) != len(segments):
            continue
        for segment, piece in zip(segments, own, strict=True):
            _keep_links(segment, piece, target.locale, actor)
            # The same words in both languages are most often a paragraph that nobody has translated yet.
            if piece.string.data != segment.string.data:
                _keep_text(segment, piece.string.data, target.locale, actor)
                kept += 1
    return kept


def _pieces_by_path(instance: Any) -> dict[str, list[StringSegmentValue]]:
    found: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment)
    return found


def _keep_text(segment: StringSegment, text: str, locale: Locale, actor: Any) -> None:
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=locale,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "last_translated_by": actor,
            "has_error": False,
            "field_error": "",
        },
    )


def _keep_links(segment: StringSegment, piece: StringSegmentValue, locale: Locale, actor: Any) -> None:
    """A link that leads elsewhere in the translation is an override of the source's address."""
    own = piece.attrs or {}
    for tag, attributes in (json.loads(segment.attrs) or {}).items():
        address, kept = attributes.get("href"), own.get(tag, {}).get("href")
        if not address or not kept or address == kept:
            continue
        path = f"{segment.context.path}.{quote_path_component(address)}"
        context = TranslationContext.objects.filter(object_id=segment.context.object_id, path=path).first()
        if context is not None:
            SegmentOverride.objects.update_or_create(
                locale=locale,
                context=context,
                defaults={"data_json": json.dumps(kept), "last_translated_by": actor, "has_error": False},
            )
