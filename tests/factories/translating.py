"""Translations as wagtail-localize keeps them: started, translated text by text, published."""

from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from tests.factories.public_site import make_news, section, translated


def english() -> Locale:
    return Locale.objects.get(language_code="en")


def published_news(**fields: Any) -> Any:
    """A Japanese news item with a published version, under a section that exists in English."""
    if section("news").get_translation_or_none(english()) is None:
        translated(section("news"))
    page = make_news(**fields)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def start(page: Any, *, publish: bool = False, texts: dict[str, str] | None = None) -> Translation:
    """The English translation of a page, with these texts translated; published when asked for."""
    source, _new = TranslationSource.update_or_create_from_instance(page)
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=english())
    translate(translation, texts or {})
    translation.save_target(publish=False)
    if publish:
        translation.get_target_instance().get_latest_revision().publish()
    return translation


def translate(translation: Translation, texts: dict[str, str]) -> None:
    """Store the English of these Japanese texts."""
    for segment in translation.source.stringsegment_set.select_related("string"):
        if segment.string.data in texts:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": texts[segment.string.data]},
            )


def publish_again(page: Any, **fields: Any) -> None:
    """Publish a page with other values."""
    page.refresh_from_db()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()
