import pytest

from portal.core.imports import registry

from .builders import NumberImporter


@pytest.fixture(autouse=True)
def _number_importer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kind `numbers` is known for the time of a test."""
    monkeypatch.setitem(registry._IMPORTERS, "numbers", NumberImporter())
