"""Pages in plain Japanese and their sources: what a source says, and who is told when it says something else."""

import hashlib
from typing import Any

from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import EasyPage, FaqEntry, FaqPage


def digest_of(page: Page) -> str:
    """A fingerprint of all words of a page: those a translator would get. The questions belong to their page."""
    page = page.specific
    entries = FaqEntry.objects.published_in(page.locale) if isinstance(page, FaqPage) else []
    digest = hashlib.sha256()
    for told in (page, *entries):
        for segment in extract_segments(told):
            if isinstance(segment, StringSegmentValue):
                digest.update(f"{segment.path}\n{segment.string.data}\n".encode())
    return digest.hexdigest()


def compare(easy: EasyPage) -> None:
    """Note on an unsaved or saved page, without saving it, that it says what its source says now."""
    easy.source_digest = digest_of(easy.source) if easy.source else ""
    easy.is_behind = False


def look_again(source: Page) -> list[EasyPage]:
    """A source was published: flag its editions, or take the flag away. Gives those that are behind."""
    editions = list(EasyPage.objects.filter(source=source.pk))
    if not editions:
        return []
    digest = digest_of(source)
    for easy in editions:
        easy.is_behind = easy.source_digest != digest
    EasyPage.objects.bulk_update(editions, ["is_behind"])
    return [easy for easy in editions if easy.is_behind]


def on_published(instance: Any, **kwargs: Any) -> None:
    """Receiver: a page or a question was published or taken down."""
    if isinstance(instance, FaqEntry):
        for page in FaqPage.objects.filter(locale=instance.locale):
            look_again(page)
    elif isinstance(instance, EasyPage):
        if instance.source is not None:
            look_again(instance.source)
    elif isinstance(instance, Page):
        look_again(instance)
