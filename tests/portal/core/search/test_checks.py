"""What `manage.py check` says about the search."""

import pytest

from portal.core.search import morphology
from portal.core.search.checks import check_morphology


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
