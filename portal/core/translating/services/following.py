"""Bringing a translation in step with its source: taking over what has changed, and following again after a pause."""

from typing import Any

from django.db import transaction
from wagtail_localize.models import Translation, TranslationSource

from portal.core import audit

from .keeping import keep_texts


@transaction.atomic
def take_over(translation: Translation, *, actor: Any) -> TranslationSource:
    """Read the texts of the source anew. What is published in the other languages stays as it is until published.

    The source is shared: the other languages see its new texts too.
    """
    source = TranslationSource.objects.select_for_update().get(pk=translation.source_id)
    source.update_from_db()
    audit.record("translation.take_over", source.get_source_instance(), actor=actor, data=_language(translation))
    return source


@transaction.atomic
def follow_again(source_page: Any, target: Any, *, actor: Any) -> tuple[int, int]:
    """Tie a translation that was edited by itself to its source again, and keep what was written there.

    wagtail-localize would put the source's texts, or its older translations, in the place of what people wrote. Here
    the texts and links that stand in `target` become the translations of the texts they were made from, paragraph by
    paragraph, wherever both have as many. Those whose source has changed since are to be translated anew. Returns how
    many texts were kept, and how many are left to translate.
    """
    source, is_new = TranslationSource.get_or_create_from_instance(source_page)
    translation, _new = Translation.objects.update_or_create(
        source=source, target_locale=target.locale, defaults={"enabled": True}
    )
    kept = keep_texts(source, target, actor)
    if not is_new:
        source.update_from_db()
    total, translated = translation.get_progress()
    data = {**_language(translation), "kept": kept, "left": total - translated}
    audit.record("translation.follow_again", target, actor=actor, data=data)
    return kept, total - translated


def _language(translation: Translation) -> dict[str, str]:
    return {"language": translation.target_locale.language_code}
