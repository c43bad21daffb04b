"""Fixtures for every room: the site tree in both languages, and people in each role."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from wagtail.models import Locale

from home.models import HomePage
from portal.core.printing import availability
from tests.days import NOON
from tests.scheduling import ByFile

# Thousands of small tests leave much rubbish and keep little: looking for it less often saves a fifteenth of the time.
gc.set_threshold(200_000, 20, 100)

# A slow machine is no fault, and a change lands or not by its own merit: new random cases are looked for by hand.
hypothesis.settings.register_profile("portal", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("portal")


_DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-tests",
        action="store_true",
        help="only tests whose outcome another database may change: those that use it and are not marked `once`",
    )


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile | None:
    return ByFile(config, log) if config.getoption("dist") == "load" else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-tests"):
        config.hook.pytest_deselected(items=[item for item in items if not _needs_every_database(item)])
        items[:] = [item for item in items if _needs_every_database(item)]


def _needs_every_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once"):
        return False
    uses_it = _DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db")
    return bool(uses_it or item.get_closest_marker("every_database"))


@pytest.fixture(autouse=True)
def _fresh_language_and_cache() -> Iterator[None]:
    """No test inherits another's active language or cached data."""
    with translation.override("ja"):
        cache.clear()
        yield


@pytest.fixture
def on_a_fixed_day() -> Iterator[None]:
    """Today is `tests.days.TODAY`."""
    with time_machine.travel(NOON):
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


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands for WeasyPrint where only the way of a PDF matters: every page that was set is remembered."""
    pages: list[str] = []

    def render(html: str) -> bytes:
        pages.append(html)
        return f"%PDF {len(pages)}".encode()

    monkeypatch.setattr("portal.core.printing.rendering.render_pdf", render)
    monkeypatch.setattr(availability, "lack", lambda: None)
    return pages


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that makes no PDFs."""
    monkeypatch.setattr(availability, "lack", lambda: availability.PACKAGE)
