"""What search engines and other services read of a page: Open Graph, the card of Twitter, facts of schema.org.

Both tags stand in the head of templates/base.html, behind `titled` and `described`.
"""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.core.cards.facts import card_of, site_card
from portal.core.structured import json_ld, page_facts
from portal.core.templatetags.portal_tags import alternates_tag, canonical_url, is_public, page_of, request_of
from portal.core.titles import DESCRIPTION, TITLE

register = template.Library()

# What Open Graph calls the languages of the site.
_LOCALES = {"ja": "ja_JP", "en": "en_US"}


@register.inclusion_tag("components/sharing.html", takes_context=True)
def sharing(context: Context) -> dict[str, Any]:
    """What other services show of this page. Nothing for what is not public: the members' area, keys, errors."""
    request, page = request_of(context), page_of(context)
    if request is None or not is_public(context):
        return {}
    language = get_language() or "ja"
    others = {each.language for each in alternates_tag(context)} & _LOCALES.keys() - {language}
    site_name = context["portal_settings"].site_name
    card = site_card(language) if page is None else card_of(page, site_name)
    return {
        "kind": "article" if getattr(page, "schema_type", "") else "website",
        "title": context.get(TITLE) or site_name,
        "description": context.get(DESCRIPTION, ""),
        "url": canonical_url(context),
        "site_name": site_name,
        "locale": _LOCALES.get(language, language),
        "other_locales": sorted(_LOCALES[each] for each in others),
        "card": card,
        "image": request.build_absolute_uri(card.url),
    }


@register.simple_tag(takes_context=True)
def facts_of_page(context: Context) -> SafeString | str:
    """What schema.org knows of a Wagtail page, as JSON-LD; empty for most."""
    request, page = request_of(context), page_of(context)
    if request is None or page is None or not is_public(context):
        return ""
    settings = context["portal_settings"]
    image = request.build_absolute_uri(card_of(page, settings.site_name).url)
    facts = page_facts(page, settings, image, request)
    return json_ld(facts) if facts else ""
