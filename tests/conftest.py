"""Fixtures for every room: the site tree in both languages, and people in each role."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from home.models import HomePage

# A slow machine is no fault, and a change lands or not by its own merit: new random cases are looked for by hand.
hypothesis.settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("portal")


@pytest.fixture(autouse=True)
def _fresh_language_and_cache() -> Iterator[None]:
    """No test inherits another's active language or cached data."""
    with translation.override("ja"):
        cache.clear()
        yield


@pytest.fixture
def japanese(db: None) -> Locale:
    return Locale.objects.get(language_code="ja")


@pytest.fixture
def english(db: None) -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def home(japanese: Locale) -> HomePage:
    """The Japanese home page; its English translation exists as well."""
    return HomePage.objects.get(locale=japanese, depth=2)


@pytest.fixture
def anonymous() -> Client:
    return Client()
