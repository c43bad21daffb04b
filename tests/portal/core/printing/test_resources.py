"""A printed page reads our own files and pictures with consent, nothing else in the world."""

import datetime

import pytest

from portal.core.media.models import Consent, ConsentScope
from portal.core.printing.rendering import Fetcher, content_hash
from portal.core.printing.resources import BASE, MissingError, RefusedError, resource
from tests.factories.media import make_image
from tests.pdf import needs_pdf


@pytest.mark.parametrize(
    "url",
    [
        "http://example.jp/a.png",
        "https://example.jp/static/css/tokens.css",
        "http://127.0.0.1:8000/static/css/tokens.css",
        "file:///etc/passwd",
        "ftp://portal.invalid/a",
        "data:image/png;base64,AAAA",
        "http://portal.invalid/static/css/tokens.css",
        f"{BASE}casestudies/",
        f"{BASE}cms/originals/original_images/hands.png",
        f"{BASE}static/../../etc/passwd",
        f"{BASE}static/%2e%2e/%2e%2e/etc/passwd",
        f"{BASE}static//etc/passwd",
        f"{BASE}media/%00",
        f"{BASE}media/no-such.jpg",
        "",
    ],
)
@pytest.mark.django_db
def test_everything_else_is_refused(url):
    with pytest.raises(RefusedError):
        resource(url)


def test_a_static_file():
    found = resource(f"{BASE}static/css/tokens.css")
    assert found.media_type == "text/css"
    assert b"--ai:" in found.content


def test_a_static_file_with_a_hashed_name(settings, tmp_path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "page.0123abcd.css").write_text("p { color: red }", "utf-8")
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    assert resource(f"{BASE}static/css/page.0123abcd.css").content == b"p { color: red }"


def test_a_lost_static_file_is_told_apart():
    with pytest.raises(MissingError):
        resource(f"{BASE}static/css/no-such.css")


@pytest.mark.parametrize(
    ("fields", "is_printed"),
    [
        ({"consent": Consent.NOT_NEEDED}, True),
        ({"consent": Consent.GIVEN, "consent_scope": ConsentScope.SITE_AND_PRINT}, True),
        ({"consent": Consent.GIVEN, "consent_scope": ConsentScope.SITE}, False),
        ({"consent": Consent.MISSING, "consent_scope": ConsentScope.SITE_AND_PRINT}, False),
        ({"consent": Consent.WITHDRAWN, "consent_scope": ConsentScope.SITE_AND_PRINT}, False),
        (
            {
                "consent": Consent.GIVEN,
                "consent_scope": ConsentScope.SITE_AND_PRINT,
                "consent_until": datetime.date(2020, 1, 1),
            },
            False,
        ),
    ],
)
@pytest.mark.django_db
def test_a_picture_only_as_far_as_its_consent_goes(fields, is_printed):
    image = make_image(**fields)
    url = f"{BASE.rstrip('/')}{image.get_rendition('fill-40x30|format-jpeg').url}"
    assert image.is_printable == is_printed
    if is_printed:
        assert resource(url).media_type == "image/jpeg"
    else:
        with pytest.raises(RefusedError):
            resource(url)


def test_the_hash_knows_the_style_sheets(monkeypatch):
    page = '<link rel="stylesheet" href="/static/css/printing/paper.css"><p>a'
    before = content_hash(page)
    assert content_hash(page) == before
    assert content_hash(page.replace("<p>a", "<p>b")) != before
    monkeypatch.setattr("portal.core.printing.rendering._version", lambda: "71.0")
    assert content_hash(page) != before


@needs_pdf
def test_weasyprint_asks_through_it():
    from weasyprint.urls import FatalURLFetchingError

    fetch = Fetcher()
    assert fetch(f"{BASE}static/css/tokens.css").content_type == "text/css"
    with pytest.raises(RefusedError):
        fetch("file:///etc/passwd")
    with pytest.raises(FatalURLFetchingError):
        fetch(f"{BASE}static/css/no-such.css")
