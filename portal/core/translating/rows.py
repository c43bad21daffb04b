"""The rows of the report, worked out for many pages at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q
from wagtail.models import Locale, Revision
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringSegment, StringTranslation, Translation

from .facts import Facts, Row, model_of
from .sections import section_path
from .states import State, state_of, untranslated
from .texts import texts_of

BATCH = 200


def rows_of(pages: Iterable[Any], locales: Sequence[Locale], sections: dict[str, str] | None = None) -> Iterator[Row]:
    """The rows of sources that carry their states (`states.with_states`). A fixed number of queries for each `BATCH`.

    `sections` are the names of the parts of the site by the path of their first page.
    """
    rest = iter(pages)
    while batch := list(islice(rest, BATCH)):
        found = _Collected(batch, locales)
        for page in batch:
            section = sections.get(section_path(page), "") if sections else ""
            yield Row(page, tuple(found.facts(page, locale) for locale in locales), section)


class _Collected:
    """What the database knows of a batch of sources, by translation key and locale; asked for when first needed."""

    def __init__(self, sources: list[Any], locales: Sequence[Locale]) -> None:
        self.sources = sources
        self.model = type(sources[0])
        self.keys = [source.translation_key for source in sources]
        self.locales = locales

    def facts(self, source: Any, locale: Locale) -> Facts:
        state = State(getattr(source, state_of(locale)))
        if state == State.OWN:
            return Facts(locale, state, source)
        key = (source.translation_key, locale.pk)
        instance, translation = self.instances.get(key), self.translations.get((source.pk, locale.pk))
        if instance is None or translation is None:
            return Facts(locale, state, instance)
        changed = _later(source.last_published_at, translation.source.last_updated_at)
        left = self._left_of_changed(source, locale) if changed else self.left.get(translation.pk, 0)
        return Facts(
            locale,
            state,
            instance,
            translation,
            left,
            changed,
            self._waits(instance, translation),
            self.links.get(key, 0),
        )

    def _waits(self, instance: Any, translation: Translation) -> bool:
        """Whether something was translated or taken over since the translation was last published."""
        key = (translation.source.object_id, translation.target_locale_id)
        written = (self.texts_written.get(key), self.links_written.get(key), translation.source.last_updated_at)
        return not instance.live or any(_later(moment, instance.last_published_at) for moment in written)

    def _left_of_changed(self, source: Any, locale: Locale) -> int | None:
        texts = self.texts.get(source.pk)
        if texts is None:
            return None
        return len([text for text in texts if text not in self.known[source.translation_key, locale.pk]])

    @cached_property
    def instances(self) -> dict[tuple[Any, int], Any]:
        pages = self.model._default_manager.filter(translation_key__in=self.keys, locale__in=self.locales)
        if hasattr(self.model, "alias_of"):
            pages = pages.filter(alias_of__isnull=True)
        return {(page.translation_key, page.locale_id): page for page in pages}

    @cached_property
    def translations(self) -> dict[tuple[int, int], Translation]:
        """By the key of the source page and the locale."""
        sources = {(source.translation_key, source.locale_id): source.pk for source in self.sources}
        found = Translation.objects.filter(source__object_id__in=self.keys, enabled=True).select_related("source")
        # The frozen content of a source is large, and not needed here.
        return {
            (sources[one.source.object_id, one.source.locale_id], one.target_locale_id): one
            for one in found.defer("source__content_json")
            if (one.source.object_id, one.source.locale_id) in sources
        }

    @cached_property
    def left(self) -> dict[int, int]:
        """The number of texts without a translation by the key of the translation."""
        segments = StringSegment.objects.annotate(
            translation=F("source__translations"), target=F("source__translations__target_locale_id")
        ).filter(translation__in=[one.pk for one in self.translations.values()])
        counts = (
            untranslated(OuterRef("target"), segments).order_by().values("translation").annotate(number=Count("pk"))
        )
        return dict(counts.values_list("translation", "number"))

    @cached_property
    def texts_written(self) -> dict[tuple[Any, int], Any]:
        """When a text of a page was last translated."""
        return self._latest(StringTranslation)

    @cached_property
    def links_written(self) -> dict[tuple[Any, int], Any]:
        """When a link or a picture of a page was last given another value than that of the source."""
        return self._latest(SegmentOverride)

    def _latest(self, model: Any) -> dict[tuple[Any, int], Any]:
        rows = model.objects.filter(context__object_id__in=self.keys).order_by()
        latest = rows.values("context__object_id", "locale_id").annotate(moment=Max("updated_at"))
        return {
            (key, locale): moment
            for key, locale, moment in latest.values_list("context__object_id", "locale_id", "moment")
        }

    @cached_property
    def links(self) -> dict[tuple[Any, int], int]:
        """The links that a translation could lead elsewhere and does not, by translation key and locale."""
        typed = Q(data_json__startswith='"http') | Q(data_json__startswith='"/')
        numbers: dict[tuple[Any, int], int] = defaultdict(int)
        segments = OverridableSegment.objects.filter(typed, source__object_id__in=self.keys)
        own = set(
            SegmentOverride.objects.filter(context__object_id__in=self.keys).values_list("context_id", "locale_id")
        )
        for key, context in segments.values_list("source__object_id", "context_id"):
            for locale in self.locales:
                numbers[key, locale.pk] += (context, locale.pk) not in own
        return numbers

    @cached_property
    def _changed(self) -> list[Any]:
        """The sources that were published since they were last taken over."""
        moments = {
            (one.source.object_id, one.source.locale_id): one.source.last_updated_at
            for one in self.translations.values()
        }
        return [
            source
            for source in self.sources
            if _later(source.last_published_at, moments.get((source.translation_key, source.locale_id)))
        ]

    @cached_property
    def texts(self) -> dict[int, list[str]]:
        """The texts of the published versions of changed sources by primary key; left out where there is no version."""
        versions = {source.live_revision_id: source for source in self._changed}
        contents = Revision.objects.filter(pk__in=[key for key in versions if key]).values_list("pk", "content")
        return {versions[key].pk: texts_of(model_of(versions[key]), content) for key, content in contents}

    @cached_property
    def known(self) -> dict[tuple[Any, int], set[str]]:
        """The texts of changed sources that have a translation, by translation key and locale."""
        found: dict[tuple[Any, int], set[str]] = defaultdict(set)
        keys = [source.translation_key for source in self._changed]
        rows = StringTranslation.objects.filter(context__object_id__in=keys, has_error=False)
        for key, locale, text in rows.values_list("context__object_id", "locale_id", "translation_of__data"):
            found[key, locale].add(text)
        return found


def _later(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one > other
