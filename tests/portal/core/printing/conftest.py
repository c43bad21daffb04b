"""A kind of printed thing for tests: its page is what `pages` says for its reference."""

import pytest

from portal.core.printing import kinds
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind


class Notes:
    """The notes that can be printed, and a way to ask for one."""

    def __init__(self):
        self.pages = {"1": "<p>おしらせ</p>"}

    def html(self, reference: str) -> str:
        if reference not in self.pages:
            raise NothingToPrintError(reference)
        return f'<!doctype html><html lang="ja"><title>おしらせ</title><body>{self.pages[reference]}</body></html>'

    def printable(self, stamp: str = "first", **changes) -> Printable:
        values = {
            "kind": "notes",
            "reference": "1",
            "stamp": stamp,
            "filename": "note.pdf",
            "title": "おしらせ",
            "page_url": "/note/",
        }
        return Printable(**{**values, **changes})


@pytest.fixture
def notes(db, monkeypatch):
    found = Notes()
    monkeypatch.setitem(kinds._KINDS, "notes", PrintKind("notes", found.html))
    return found
