"""What every installation begins with: two locales and a home page in each. Runs after each migrate, harmlessly."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import HomePage

HOME_TITLES = {"ja": "東京都国際交流コンシェルジュ", "en": "Tokyo International Exchange Concierge"}


def ensure_site(**kwargs: Any) -> None:
    """Create the Japanese home page as the root of the default site, and its English translation, where missing.

    Each page is made in a transaction of its own: wagtail-localize loses children of a parent that is written in the
    same one.
    """
    for language in HOME_TITLES:
        Locale.objects.get_or_create(language_code=language)
    japanese = Locale.objects.get(language_code="ja")
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=japanese, content_type=ContentType.objects.get_for_model(Page))
    )
    home = HomePage.objects.filter(locale=japanese, depth=2).order_by("path").first()
    if home is None:
        home = _create_home(root, japanese)
    if home.get_translation_or_none(Locale.objects.get(language_code="en")) is None:
        _create_english_home(home)


@transaction.atomic
def _create_home(root: Page, locale: Locale) -> HomePage:
    # Wagtail's first migration leaves a welcome page as the root of the site.
    Page.objects.filter(depth=2, slug="home", homepage__isnull=True).delete()
    root.refresh_from_db()
    home = HomePage(title=HOME_TITLES["ja"], slug="home", locale=locale, show_in_menus=False)
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "site_name": HOME_TITLES["ja"], "root_page": home},
    )
    return home


@transaction.atomic
def _create_english_home(home: HomePage) -> None:
    english = home.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title = english.draft_title = HOME_TITLES["en"]
    english.slug = "home-en"
    english.save_revision().publish()
