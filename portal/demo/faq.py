"""Questions and answers, each with its English translation."""

import uuid
from typing import Any

from django.db import transaction

from home.models import FaqEntry

from . import content
from .blocks import stable_id
from .content import Table, in_language
from .markup import PageId, rich_text
from .translations import locales, translate


def entries() -> list[tuple[uuid.UUID, Table]]:
    """The entries of the content file with the translation key each has in every database."""
    return [
        (uuid.UUID(stable_id("faq", table["question"]["en"])), {**table, "sort_order": 10 * (number + 1)})
        for number, table in enumerate(content.read("faq")["entries"])
    ]


def ensure_faq(page_id: PageId) -> None:
    """Write and translate all entries; the pages their answers link to exist."""
    for key, table in entries():
        _ensure(key, table, page_id)


@transaction.atomic
def _ensure(key: uuid.UUID, table: Table, page_id: PageId) -> None:
    japanese, english = locales()
    values, translated = (_values(table, language, page_id) for language in content.LANGUAGES)
    entry = FaqEntry.objects.filter(translation_key=key, locale=japanese).first()
    if entry is None or any(getattr(entry, name) != value for name, value in values.items()):
        entry = entry or FaqEntry(translation_key=key, locale=japanese, live=False)
        for name, value in values.items():
            setattr(entry, name, value)
        entry.full_clean()
        entry.save()
        entry.save_revision().publish()
        entry.refresh_from_db()
    other = entry.get_translation_or_none(english)
    if other is None or any(getattr(other, name) != value for name, value in translated.items()):
        translate(entry, translated, english)


def _values(table: Table, language: str, page_id: PageId) -> dict[str, Any]:
    values: dict[str, Any] = in_language(table, language)
    return {**values, "answer": rich_text(values["answer"], page_id)}
