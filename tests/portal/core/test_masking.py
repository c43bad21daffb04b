import logging

import pytest

from portal.core.masking import MaskedPaths, masked
from portal.gunicorn import MaskedLogger


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/p/abc~def/", "/p/…"),
        ("GET /p/abc~def/profile/ HTTP/1.1", "GET /p/… HTTP/1.1"),
        ("/school-card/abc~def/card.pdf", "/school-card/…"),
        ("/members/code/5/SECRET/", "/members/code/…"),
        ("/en/members/invitation/5/SECRET/", "/en/members/invitation/…"),
        ("/newsletter/confirm/abc~def/", "/newsletter/confirm/…"),
        ("POST /en/newsletter/unsubscribe/abc.7~def/ HTTP/1.1", "POST /en/newsletter/unsubscribe/… HTTP/1.1"),
        ("/newsletter/manage/abc~def/forget/", "/newsletter/manage/…"),
        ("/newsletter/subscribe/", "/newsletter/subscribe/"),
        ("/p/register/", "/p/register/"),
        ("/partners/5/", "/partners/5/"),
        ("/members/code/", "/members/code/"),
    ],
)
def test_an_address_that_is_a_key_is_masked(text, shown):
    assert masked(text) == shown


def test_log_records_are_masked():
    record = logging.LogRecord("x", logging.WARNING, "f", 1, "%s: %s", ("Gone", "/p/abc~def/"), None)
    assert MaskedPaths().filter(record)
    assert record.getMessage() == "Gone: /p/…"


def test_the_access_log_is_masked(monkeypatch):
    atoms = {"r": "GET /p/abc~def/ HTTP/1.1", "U": "/p/abc~def/", "s": "200", "B": 5}
    monkeypatch.setattr("gunicorn.glogging.Logger.atoms", lambda self, *args: atoms)
    found = MaskedLogger.atoms(MaskedLogger.__new__(MaskedLogger), None, None, {}, None)
    assert found == {"r": "GET /p/… HTTP/1.1", "U": "/p/…", "s": "200", "B": 5}
