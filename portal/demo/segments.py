"""A new page or snippet taken apart for translation: what `TranslationSource.refresh_segments` does, in few statements.

wagtail-localize looks up and inserts every string, context and segment one by one, with a savepoint for each. For a
thousand strings this is half of the time the seed takes. Only sources that do not exist yet go this way.
"""

import json
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    Template,
    TemplateSegment,
    TranslatableObject,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from .content import ContentError


def source_of(instance: Any) -> TranslationSource:
    """The up-to-date translation source of a saved instance, created with its segments where there is none."""
    translatable, _new = TranslatableObject.objects.get_or_create_from_instance(instance)
    if TranslationSource.objects.filter(object=translatable, locale=instance.locale).exists():
        source, _changed = TranslationSource.update_or_create_from_instance(instance)
        return source
    model: Any = type(instance)
    source = TranslationSource.objects.create(
        object=translatable,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(model),
        object_repr=str(instance)[:200],
        content_json=_as_json(instance),
        schema_version=get_schema_version(model._meta.app_label),
        last_updated_at=timezone.now(),
    )
    _write_segments(source, instance)
    return source


def _as_json(instance: Any) -> str:
    if isinstance(instance, ClusterableModel):
        return str(instance.to_json())
    return json.dumps(get_serializable_data_for_fields(instance), cls=DjangoJSONEncoder)


def _write_segments(source: TranslationSource, instance: Any) -> None:
    segments = extract_segments(instance)
    contexts = _contexts(source, instance, [one.path for one in segments])
    texts = [one for one in segments if isinstance(one, StringSegmentValue)]
    strings = _strings(source, [one.string.data for one in texts])
    StringSegment.objects.bulk_create(
        StringSegment(
            source=source,
            context=contexts[one.path],
            order=one.order,
            string=strings[one.string.data],
            attrs=json.dumps(one.attrs, cls=DjangoJSONEncoder),
        )
        for one in texts
    )
    for one in segments:
        if isinstance(one, TemplateSegmentValue):
            template = Template.from_value(one)
            TemplateSegment.objects.create(
                source=source, context=contexts[one.path], order=one.order, template=template
            )
        elif isinstance(one, OverridableSegmentValue):
            data = json.dumps(one.data, cls=DjangoJSONEncoder)
            OverridableSegment.objects.create(
                source=source, context=contexts[one.path], order=one.order, data_json=data
            )
        elif not isinstance(one, StringSegmentValue):
            raise ContentError(f"{source}: no way to store {type(one).__name__}")


def _contexts(source: TranslationSource, instance: Any, paths: list[str]) -> dict[str, TranslationContext]:
    created = TranslationContext.objects.bulk_create(
        TranslationContext(
            object_id=source.object_id,
            path=path,
            path_id=TranslationContext._get_path_id(path),
            field_path=_field_path(path, instance),
        )
        for path in dict.fromkeys(paths)
    )
    return {context.path: context for context in created}


def _field_path(path: str, instance: Any) -> str:
    """The path with names of blocks for their identifiers, as a context finds it for itself."""
    context = SimpleNamespace(path=path, field_path="", save=lambda **kwargs: None)
    found: str = TranslationContext.get_field_path(context, instance)
    return found


def _strings(source: TranslationSource, texts: list[str]) -> dict[str, String]:
    """The strings with these texts, those that several pages share only once."""
    hashes = {String._get_data_hash(text): text for text in texts}
    known = set(String.objects.filter(locale=source.locale, data_hash__in=hashes).values_list("data_hash", flat=True))
    String.objects.bulk_create(
        String(locale=source.locale, data=text, data_hash=key) for key, text in hashes.items() if key not in known
    )
    found = String.objects.filter(locale=source.locale, data_hash__in=hashes)
    return {string.data: string for string in found}
