"""The pictures and files of cases whose consent has to be looked at, and where they are used."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from casestudies.media_keys import media_keys, newest_drafts
from casestudies.models import CaseStudyPage
from portal.core.media.consent import HIDING, ConsentState, consent_state, documents_to_look_at, images_to_look_at
from portal.core.media.models import Consent, PortalDocument, PortalImage

Medium = PortalImage | PortalDocument
_ORDER = [state.value for state in ConsentState]


@dataclass(frozen=True)
class CaseUse:
    """A case that uses a picture or file: the page in its first language stands for its translations."""

    pk: int
    title: str
    live: bool

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.pk])


@dataclass(frozen=True)
class ConsentRow:
    """A picture or file, how its consent stands, and the cases that use it, those on the site first."""

    medium: Medium
    state: ConsentState
    uses: tuple[CaseUse, ...]

    @property
    def title(self) -> str:
        return self.medium.title

    @property
    def is_image(self) -> bool:
        return isinstance(self.medium, PortalImage)

    @property
    def kind_label(self) -> str:
        return _("Photograph") if self.is_image else _("File")

    @property
    def is_live(self) -> bool:
        """Whether a case on the site uses it."""
        return any(use.live for use in self.uses)

    @property
    def edit_url(self) -> str:
        name = "wagtailimages:edit" if self.is_image else "wagtaildocs:edit"
        return reverse(name, args=[self.medium.pk])

    @property
    def checked_by(self) -> str:
        return str(getattr(self.medium, "consent_checked_by", None) or "")

    @property
    def checked_on(self) -> Any:
        return getattr(self.medium, "consent_checked_on", None)

    @property
    def until(self) -> Any:
        return getattr(self.medium, "consent_until", None)

    @property
    def scope(self) -> str:
        """What was agreed to; empty where nothing was."""
        given = self.is_image and self.medium.consent == Consent.GIVEN
        return self.medium.get_consent_scope_display() if given else ""

    @property
    def titles_of_cases(self) -> list[str]:
        return [use.title for use in self.uses]


def consent_rows() -> list[ConsentRow]:
    """All that has to be looked at, the most urgent first, what is on the site before drafts. At most eight queries."""
    images, documents = images_to_look_at(), documents_to_look_at()
    found: dict[tuple[type[Medium], int], set[int]] = defaultdict(set)
    _add_published(found, images, documents)
    _add_drafts(found)
    media: list[Medium] = [
        *_known(images.select_related("consent_checked_by"), found),
        *_known(documents, found),
    ]
    cases = _cases({case for one in media for case in found[type(one), one.pk]})
    rows = [
        ConsentRow(one, consent_state(one), _uses(cases[key] for key in found[type(one), one.pk] if key in cases))
        for one in media
    ]
    return sorted(
        rows, key=lambda row: (_ORDER.index(row.state), not row.is_live, row.until or datetime.date.max, row.title)
    )


def cases_with_consent(*states: ConsentState) -> set[int]:
    """The primary keys of the cases, in every language, that use a picture in one of these states."""
    found: dict[tuple[type[Medium], int], set[int]] = defaultdict(set)
    images = images_to_look_at()
    _add_published(found, images, PortalDocument.objects.none())
    _add_drafts(found)
    return {case for one in _known(images, found) if consent_state(one) in states for case in found[type(one), one.pk]}


def _known(media: QuerySet[Any], found: Any) -> list[Any]:
    wanted = [key for model, key in found if model is media.model]
    return list(media.filter(pk__in=wanted)) if wanted else []


def _add_published(found: Any, *querysets: QuerySet[Any]) -> None:
    """What the stored pages use, as the index of references knows it."""
    for media in querysets:
        keys = media.annotate(as_text=Cast("pk", CharField())).order_by().values("as_text")
        references = ReferenceIndex.objects.filter(
            content_type=ContentType.objects.get_for_model(CaseStudyPage),
            to_content_type=ContentType.objects.get_for_model(media.model),
            to_object_id__in=keys,
        )
        for key, case in references.order_by().values_list("to_object_id", "object_id"):
            found[media.model, int(key)].add(int(case))


def _add_drafts(found: Any) -> None:
    """What the newest drafts of live cases use: the index knows only what is stored in the pages."""
    ahead = CaseStudyPage.objects.live().filter(has_unpublished_changes=True).defer_streamfields()
    for case, draft in newest_drafts(ahead).items():
        used = media_keys(draft)
        for key in used.image_keys:
            found[PortalImage, key].add(case)
        for key in used.document_keys:
            found[PortalDocument, key].add(case)


def _cases(keys: set[int]) -> dict[int, Any]:
    if not keys:
        return {}
    fields = ("pk", "draft_title", "live", "translation_key", "locale__language_code")
    return {row.pk: row for row in CaseStudyPage.objects.filter(pk__in=keys).values_list(*fields, named=True)}


def _uses(rows: Iterable[Any]) -> tuple[CaseUse, ...]:
    """One use a case: its languages belong together, and the Japanese page stands first."""
    together: dict[Any, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.locale__language_code != "ja", row.pk)):
        together[row.translation_key].append(row)
    uses = [CaseUse(found[0].pk, found[0].draft_title, any(row.live for row in found)) for found in together.values()]
    return tuple(sorted(uses, key=lambda use: (not use.live, use.pk)))


def hidden_numbers(rows: Iterable[ConsentRow]) -> tuple[int, int]:
    """How many pictures and files are hidden, and how many consents end soon."""
    states = [row.state for row in rows]
    return sum(state in HIDING for state in states), states.count(ConsentState.ENDING)
