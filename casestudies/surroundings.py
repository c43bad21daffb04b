"""What must be known of a case beyond its own row to say how complete it is; for many cases in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casestudies.media_keys import media_keys
from casestudies.translating import TranslationProgress, TranslationState, translation_progress
from portal.core.media.models import PortalImage

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage


@dataclass(frozen=True)
class Surroundings:
    """The pictures of a case, each with the name of the field it stands in, and how its translation stands."""

    pictures: Sequence[tuple[str, PortalImage]]
    translation: TranslationProgress


def surroundings_of(case: "CaseStudyPage") -> Surroundings:
    """For one case as it is or as it was just typed, saved or not."""
    return Surroundings(case.pictures, translation_progress([case]).get(case.pk, NOT_SAVED))


def surroundings_of_all(cases: Iterable["CaseStudyPage"]) -> dict[int, Surroundings]:
    """For many saved cases, by primary key: their translations, and their pictures in one query."""
    shown = list(cases)
    used = {case.pk: media_keys(case).images for case in shown}
    images = pictures_by_key(key for rows in used.values() for _field, key in rows)
    translations = translation_progress(shown)
    return {
        case.pk: Surroundings(
            [(field, images[key]) for field, key in used[case.pk] if key in images], translations[case.pk]
        )
        for case in shown
    }


def pictures_by_key(keys: Iterable[int]) -> Mapping[int, PortalImage]:
    """The images with these primary keys, as far as they are still there."""
    return PortalImage.objects.in_bulk(set(keys))


NOT_SAVED = TranslationProgress(TranslationState.MISSING)
