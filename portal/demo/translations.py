"""English versions through wagtail-localize, so that the translation editor shows a real and complete translation."""

import copy
from collections import defaultdict
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .content import ContentError
from .segments import source_of


def translate(japanese: Any, english_values: dict[str, Any], locale: Locale) -> Any:
    """Store the English of every string of a page or snippet, then write and publish its translation.

    `japanese` is the saved instance, `english_values` the same fields in English. Returns the English instance. Raises
    `ContentError` when both languages are not built alike (another number of paragraphs, a missing text).
    """
    source = source_of(japanese)
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=locale)
    _store_strings(source, locale, _strings_of(_shadow(japanese, english_values)), str(japanese))
    # Published here and now: wagtail-localize would wait for the commit and then overwrite what children changed.
    translation.save_target(publish=False)
    english = translation.get_target_instance()
    english.get_latest_revision().publish()
    now = timezone.now()
    Translation.objects.filter(pk=translation.pk).update(
        translations_last_updated_at=now, destination_last_updated_at=now
    )
    return english


def _shadow(japanese: Any, values: dict[str, Any]) -> Any:
    """An unsaved copy that holds the English texts."""
    shadow = copy.copy(japanese)
    for name, value in values.items():
        setattr(shadow, name, value)
    return shadow


def _strings_of(instance: models.Model) -> dict[str, list[str]]:
    """The translatable strings of an instance by their path, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            found[segment.path].append(segment.string.data)
    return found


def _store_strings(source: TranslationSource, locale: Locale, english: dict[str, list[str]], title: str) -> None:
    segments = list(source.stringsegment_set.select_related("string", "context").order_by("order"))
    by_path: dict[str, list[Any]] = defaultdict(list)
    for segment in segments:
        by_path[segment.context.path].append(segment)
    rows: dict[tuple[int, int], StringTranslation] = {}
    for path, found in by_path.items():
        words = english.get(path, [])
        if len(words) != len(found):
            raise ContentError(f"“{title}”, {path}: {len(found)} pieces in Japanese, {len(words)} in English")
        for segment, text in zip(found, words, strict=True):
            rows[segment.string_id, segment.context_id] = StringTranslation(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=locale,
                data=text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale).delete()
    StringTranslation.objects.bulk_create(rows.values())


def locales() -> tuple[Locale, Locale]:
    """The Japanese and the English locale."""
    return Locale.objects.get(language_code="ja"), Locale.objects.get(language_code="en")
