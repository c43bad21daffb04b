"""What `manage.py check` says about the search."""

import pytest

from portal.core.search import checks, morphology
from portal.core.search.checks import check_morphology, check_server
from portal.core.search.server import backend_of


@pytest.mark.parametrize(
    ("asked", "installed", "ids"),
    [
        ("off", True, []),
        ("off", False, []),
        ("", False, []),
        ("sudachi", True, []),
        ("sudachi", False, ["search.W001"]),
        ("mecab", True, ["search.E001"]),
    ],
)
def test_the_dictionary_is_asked_for_and_there(asked, installed, ids, settings, monkeypatch) -> None:
    settings.SEARCH_MORPHOLOGY = asked
    monkeypatch.setattr(morphology, "is_installed", lambda: installed)
    assert [message.id for message in check_morphology()] == ids


@pytest.mark.parametrize(
    ("url", "installed", "ids"),
    [
        ("", False, []),
        ("https://search/", True, []),
        ("https://search/", False, ["search.E002"]),
    ],
)
def test_a_search_server_needs_its_package(url, installed, ids, settings, monkeypatch) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {"default": backend_of(url)}
    monkeypatch.setattr(checks, "is_installed", lambda: installed)
    assert [message.id for message in check_server()] == ids
