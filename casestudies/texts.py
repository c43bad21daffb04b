"""Every text of a case study that somebody can read, by the field it stands in."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage

PLAIN_FIELDS = ("title", "summary", "seo_title", "search_description", "partner_place", "programme_name")
_TAG = re.compile(r"<[^>]+>")


def plain(value: str) -> str:
    """Rich text without its markup; what stood in two paragraphs does not run together."""
    return html.unescape(_TAG.sub("\n", value))


def story_texts(case: "CaseStudyPage") -> Iterator[tuple[str, str]]:
    """What editors write into the case itself, as (name of the field, text)."""
    for name in PLAIN_FIELDS:
        yield name, getattr(case, name) or ""
    for name in case.story_fields:
        yield name, plain(getattr(case, name) or "")
    yield from _rows("timetable", case.timetable, "time", "activity")
    yield from _rows("voices", case.voices, "text", "detail")
    yield from _rows("photographs", case.photographs, "caption")


def all_texts(case: "CaseStudyPage") -> Iterator[tuple[str, str]]:
    """The texts of the case and those that come with its pictures and files."""
    yield from story_texts(case)
    for field, image in case.pictures:
        for name in ("alt_ja", "alt_en", "credit_ja", "credit_en"):
            yield field, getattr(image, name)
    for block in case.attachments:
        document = block.value.get("document")
        if document is not None:
            yield from (("attachments", text) for text in (document.title, document.title_en))


def _rows(field: str, stream: Iterable[Any], *names: str) -> Iterator[tuple[str, str]]:
    for block in stream:
        for name in names:
            yield field, block.value.get(name) or ""
