"""How the translation of cases stands: published or not, how many texts are left, and whether it is out of date."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef
from django.db.models import TextChoices as Choices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage


class TranslationState(Choices):
    """How the other language of a case stands; a case written from a translation is only asked whether that is live."""

    MISSING = "missing", _("Not published")
    UNFINISHED = "unfinished", _("Texts left")
    OUTDATED = "outdated", _("Out of date")
    CURRENT = "current", pgettext_lazy("state of a page", "Published")


@dataclass(frozen=True)
class TranslationProgress:
    """The state, and the number of texts that are left where it is `UNFINISHED`.

    `source` is the key of what was sent to translation, where that is kept up to date.
    """

    state: TranslationState
    left: int = 0
    source: int | None = None


def translation_progress(cases: Iterable["CaseStudyPage"]) -> dict[Any, TranslationProgress]:
    """The progress of the other language by the primary key of each case. At most three queries, however many cases."""
    stored = [case for case in cases if case.pk is not None]
    keys = {case.translation_key for case in stored}
    live = _live_locales(keys)
    sent = _sent(keys)
    left = _texts_left([one.pk for rows in sent.values() for one in rows])
    progress = {}
    for case in stored:
        published = live[case.translation_key] - {case.locale_id}
        rows = sent.get((case.translation_key, case.locale_id), [])
        found = _progress(case, rows, left) if published else TranslationProgress(TranslationState.MISSING)
        source = next((one.source_id for one in rows if one.enabled), None)
        progress[case.pk] = replace(found, source=source)
    return progress


def _progress(case: "CaseStudyPage", sent: list[Translation], left: dict[int, int]) -> TranslationProgress:
    for one in sent:
        if left.get(one.pk):
            return TranslationProgress(TranslationState.UNFINISHED, left[one.pk])
        written = case.latest_revision_created_at
        if written and written > one.source.last_updated_at:
            return TranslationProgress(TranslationState.OUTDATED)
    return TranslationProgress(TranslationState.CURRENT)


def _live_locales(keys: Collection[Any]) -> dict[Any, set[int]]:
    from casestudies.models import CaseStudyPage  # which reads this module for its editor

    found: dict[Any, set[int]] = defaultdict(set)
    pages = CaseStudyPage.objects.live().filter(translation_key__in=keys).order_by()
    for key, locale in pages.values_list("translation_key", "locale_id"):
        found[key].add(locale)
    return found


def _sent(keys: Collection[Any]) -> dict[tuple[Any, int], list[Translation]]:
    """What was sent to translation, by translation key and the locale it was sent from."""
    found: dict[tuple[Any, int], list[Translation]] = defaultdict(list)
    for one in Translation.objects.filter(source__object_id__in=keys).select_related("source").order_by("pk"):
        found[one.source.object_id, one.source.locale_id].append(one)
    return found


def _texts_left(translations: list[int]) -> dict[int, int]:
    """The number of texts without a translation, by the key of the translation; those without any are left out."""
    if not translations:
        return {}
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("target"),
        has_error=False,
    )
    segments = StringSegment.objects.annotate(
        translation=F("source__translations"), target=F("source__translations__target_locale_id")
    ).filter(translation__in=translations)
    rows = segments.filter(~Exists(done)).order_by().values("translation").annotate(number=Count("pk"))
    return dict(rows.values_list("translation", "number"))
