"""Pages under the home page in both languages, and a way to render a piece of template."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from django.urls import resolve
from django.utils import translation
from wagtail.models import Locale

from home.models import HomePage, StandardPage

Render = Callable[..., str]


@pytest.fixture
def sections(home: HomePage, english: Locale) -> dict[str, StandardPage]:
    """Three Japanese pages: `faq` in both languages and in the menu, `about` in the menu, `privacy` in neither."""
    pages = {}
    for slug, title, shown in (
        ("faq", "よくある質問", True),
        ("about", "はじめての方へ", True),
        ("privacy", "個人情報", False),
    ):
        pages[slug] = home.add_child(
            instance=StandardPage(title=title, slug=slug, show_in_menus=shown, locale=home.locale)
        )
    english_home = HomePage.objects.get(locale=english)
    english_home.add_child(
        instance=StandardPage(
            title="Questions",
            slug="faq",
            show_in_menus=True,
            locale=english,
            translation_key=pages["faq"].translation_key,
        )
    )
    return pages


@pytest.fixture
def render(rf: RequestFactory) -> Render:
    """`render(source, path="/", **context)`: the template's text as the request at `path` would see it."""

    def _render(source: str, /, *, path: str = "/", **context: Any) -> str:
        request = rf.get(path)
        language = "en" if path.startswith("/en/") else "ja"
        with translation.override(language):
            request.resolver_match = resolve(request.path_info)
            request.user = AnonymousUser()
            template = engines["django"].from_string(source)
            return str(template.render(context, request=request))

    return _render
