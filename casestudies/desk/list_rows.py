"""What the desk's lists of cases say of each case beyond its facts; worked out for a page of rows at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import models
from django.utils.translation import gettext_lazy as _

from casestudies.completeness import progress_of
from casestudies.media_keys import both, media_keys, newest_drafts
from casestudies.models import CaseStudyPage
from casestudies.surroundings import pictures_by_key, surroundings_of_all
from casestudies.translating import TranslationState
from portal.core.media.consent import ConsentState, consent_state
from portal.core.media.models import PortalImage

_BATCH = 500


class PictureState(models.TextChoices):
    """The consent of all pictures of a case, as bad as the worst of them."""

    PROBLEM = "problem", _("A picture is hidden")
    ENDING = "ending", _("A consent ends soon")
    FINE = "fine", _("In order")
    NONE = "none", _("No pictures")


@dataclass(frozen=True)
class DeskFacts:
    """How complete the newest draft is (percent), its translation, and the consent of all pictures it or the page has.

    The draft is what the editor shows; a picture that is only published counts too.
    """

    percent: int
    pictures: PictureState
    translation: TranslationState
    source: int | None
    """The key of what was sent to translation, for the menu of the row."""


def with_desk_facts(pages: Iterable[CaseStudyPage]) -> Iterator[CaseStudyPage]:
    """The same pages, each with its facts as `desk`, read for 500 at a time in a fixed number of queries."""
    rest = iter(pages)
    while batch := list(islice(rest, _BATCH)):
        facts = desk_facts(page.pk for page in batch if isinstance(page, CaseStudyPage))
        for page in batch:
            page.desk = facts.get(page.pk)
            yield page


def desk_facts(keys: Iterable[int]) -> dict[int, DeskFacts]:
    """The facts by primary key of the case. At most seven queries, however many cases."""
    stored = CaseStudyPage.objects.in_bulk(list(keys))
    newest = {**stored, **newest_drafts(stored.values())}
    around = surroundings_of_all(newest.values())
    used = {key: both(media_keys(stored[key]), media_keys(newest[key])).image_keys for key in stored}
    images = pictures_by_key(key for keys_of_case in used.values() for key in keys_of_case)
    return {
        key: DeskFacts(
            progress_of(newest[key], around[key]).percent,
            _picture_state(used[key], images),
            around[key].translation.state,
            around[key].translation.source,
        )
        for key in stored
    }


def _picture_state(keys: Iterable[int], images: Mapping[int, PortalImage]) -> PictureState:
    states = {consent_state(images[key]) for key in keys if key in images}
    if not states:
        return PictureState.NONE
    if any(state.hides for state in states):
        return PictureState.PROBLEM
    return PictureState.ENDING if ConsentState.ENDING in states else PictureState.FINE
