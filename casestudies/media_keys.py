"""Which pictures and files a case uses, told by keys: no picture is read for it."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage


@dataclass(frozen=True)
class MediaKeys:
    """The primary keys of the images and documents of a case, each with the name of the field it stands in."""

    images: tuple[tuple[str, int], ...]
    documents: tuple[tuple[str, int], ...]

    @property
    def image_keys(self) -> set[int]:
        return {key for _field, key in self.images}

    @property
    def document_keys(self) -> set[int]:
        return {key for _field, key in self.documents}


def media_keys(case: "CaseStudyPage") -> MediaKeys:
    """What this version of a case uses, without asking the database."""
    images = [("photographs", key) for key in _chosen(case.photographs, "image")]
    if case.cover_id is not None:
        images.insert(0, ("cover", case.cover_id))
    documents = [("attachments", key) for key in _chosen(case.attachments, "document")]
    return MediaKeys(tuple(images), tuple(documents))


def _chosen(stream: Any, name: str) -> Iterator[int]:
    for child in stream.raw_data:
        key = child["value"].get(name)
        if key is not None:
            yield key


def newest_drafts(cases: Iterable["CaseStudyPage"]) -> dict[int, "CaseStudyPage"]:
    """The newest version of those live cases that have a draft beside what is published, by key. One query.

    They are for reading: what they refer to was not looked up. Cases that are not live hold their newest version.
    """
    kept = {case.latest_revision_id: case for case in cases if case.live and case.has_unpublished_changes}
    if not kept:
        return {}
    drafts = {}
    for revision in Revision.objects.filter(pk__in=[key for key in kept if key is not None]):
        case = kept[revision.pk]
        draft = type(case).from_serializable_data(revision.content, check_fks=False)
        draft.pk = draft.id = case.pk
        draft.locale_id, draft.translation_key = case.locale_id, case.translation_key
        draft.live, draft.latest_revision_created_at = case.live, case.latest_revision_created_at
        drafts[case.pk] = draft
    return drafts


def all_media_keys(cases: Iterable["CaseStudyPage"]) -> dict[int, MediaKeys]:
    """What each case uses, by key: in what is published and in its newest draft. One query."""
    stored = list(cases)
    found = {case.pk: media_keys(case) for case in stored}
    for key, draft in newest_drafts(stored).items():
        found[key] = both(found[key], media_keys(draft))
    return found


def both(first: MediaKeys, second: MediaKeys) -> MediaKeys:
    """What either uses, each once."""
    images = dict.fromkeys(itertools.chain(first.images, second.images))
    documents = dict.fromkeys(itertools.chain(first.documents, second.documents))
    return MediaKeys(tuple(images), tuple(documents))
