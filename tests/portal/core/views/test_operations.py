import pytest
from django.core.cache import cache

from portal.core.views import operations


def test_healthz_needs_nothing(anonymous):
    assert anonymous.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_readyz_tells_what_works(anonymous):
    response = anonymous.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "cache": "ok", "search": "ok", "storage": "ok"}


@pytest.mark.django_db
def test_readyz_names_what_failed(anonymous, monkeypatch):
    def broken(*args: object, **kwargs: object) -> None:
        raise ConnectionError("no cache")

    monkeypatch.setattr(cache, "set", broken)
    response = anonymous.get("/readyz")
    assert response.status_code == 503
    assert response.json()["cache"] == "failed"
    assert operations.cache is cache


def test_robots_keeps_members_out_and_names_the_sitemap(anonymous):
    text = anonymous.get("/robots.txt").content.decode()
    assert "Disallow: /members/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
