"""The states of one page in one language, and the condition in the database by which each is recognised."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import pgettext_lazy
from wagtail.models import Locale, Page
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation


class State(models.TextChoices):
    """`OWN` is the language the page was written in; the others tell how its translation stands."""

    MISSING = "missing", pgettext_lazy("state of a translation", "Missing")
    DRAFT = "draft", pgettext_lazy("state of a translation", "Draft")
    BEHIND = "behind", pgettext_lazy("state of a translation", "Behind")
    CURRENT = "current", pgettext_lazy("state of a translation", "Up to date")
    OWN = "own", pgettext_lazy("state of a translation", "Written in this language")


TO_DO = (State.MISSING, State.DRAFT, State.BEHIND)


def languages() -> list[Locale]:
    """The locales of the site in the order of the settings."""
    order = {code: place for place, (code, _name) in enumerate(settings.LANGUAGES)}
    return sorted(Locale.objects.filter(language_code__in=order), key=lambda locale: order[locale.language_code])


def sources(queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """One row a page out of those of all languages: the Japanese one, or the oldest where there is no Japanese one."""
    main = Q(locale__language_code=settings.LANGUAGE_CODE)
    others = _originals(queryset.model).filter(translation_key=OuterRef("translation_key"))
    before = others.filter(main | Q(pk__lt=OuterRef("pk")))
    return _without_aliases(queryset).filter(main | ~Exists(before))


def with_states(queryset: models.QuerySet[Any], locales: list[Locale]) -> models.QuerySet[Any]:
    """The rows of `sources` with one annotation a language: its `State` as `state_of(locale)` names it."""
    for locale in locales:
        name = state_of(locale)
        published = _originals(queryset.model).filter(translation_key=OuterRef("translation_key"), locale=locale)
        queryset = queryset.alias(
            **{f"{name}_published": Subquery(published.order_by().values("last_published_at")[:1])}
        ).annotate(**{name: _state(queryset.model, locale, f"{name}_published")})
    return queryset


def state_of(locale: Locale) -> str:
    """The name of the annotation with the state in a language."""
    return f"state_{locale.language_code.replace('-', '_')}"


def untranslated(locale: Any, segments: models.QuerySet[StringSegment] | None = None) -> models.QuerySet[StringSegment]:
    """Those of `segments` (all when None) without a valid translation into a locale: an instance or an `OuterRef`."""
    translated = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale=locale,
        has_error=False,
    )
    return (StringSegment.objects.all() if segments is None else segments).filter(~Exists(translated))


def _state(model: type[models.Model], locale: Locale, published: str) -> Case:
    there = _originals(model).filter(translation_key=OuterRef("translation_key"), locale=locale)
    followed = Translation.objects.filter(
        source__object_id=OuterRef("translation_key"),
        source__locale_id=OuterRef("locale_id"),
        target_locale=locale,
        enabled=True,
    )
    changed = followed.filter(source__last_updated_at__lt=OuterRef("last_published_at"))
    taken_over = followed.filter(source__last_updated_at__gt=OuterRef(published))
    left = untranslated(locale).filter(
        source__object_id=OuterRef("translation_key"), source__locale_id=OuterRef("locale_id")
    )
    written = {
        "context__object_id": OuterRef("translation_key"),
        "locale": locale,
        "updated_at__gt": OuterRef(published),
    }
    waiting = Exists(StringTranslation.objects.filter(**written)) | Exists(SegmentOverride.objects.filter(**written))
    behind = Exists(followed) & (Exists(changed) | Exists(taken_over) | Exists(left) | waiting)
    return Case(
        When(locale=locale, then=Value(State.OWN)),
        When(~Exists(there), then=Value(State.MISSING)),
        When(~Exists(there.filter(live=True)), then=Value(State.DRAFT)),
        When(behind, then=Value(State.BEHIND)),
        When(~Exists(followed) & Q(last_published_at__gt=F(published)), then=Value(State.BEHIND)),
        default=Value(State.CURRENT),
        output_field=models.CharField(),
    )


def _originals(model: type[models.Model]) -> models.QuerySet[Any]:
    return _without_aliases(model._default_manager.all())


def _without_aliases(queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """A mirrored copy of a page in another language is no translation."""
    return queryset.filter(alias_of__isnull=True) if issubclass(queryset.model, Page) else queryset
