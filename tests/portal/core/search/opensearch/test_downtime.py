"""While the search server is away, pages say so, and everything that needs no words goes on."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.core.search import selectors
from portal.core.views import operations
from tests.factories.public_site import make_case, section
from tests.portal.core.search.opensearch.fake import fake_backend, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(monkeypatch):
    backend, client = fake_backend()
    client.failure = refused()
    for module in (selectors, operations):
        monkeypatch.setattr(module, "get_search_backend", lambda: backend)
    return client


@pytest.fixture
def archive(db):
    return section("casestudies")


@pytest.fixture
def case(archive):
    return make_case(title="台湾の給食")


def test_the_archive_says_so_and_offers_the_way_without_words(server, archive, case, anonymous) -> None:
    response = anonymous.get(archive.url, {"q": "台湾"})
    assert response.status_code == 200
    text = response.content.decode()
    assert "ただいま、ことばでさがすことができません" in text
    assert "0件" not in text
    assert case.title not in text
    assert "「台湾」" in text
    assert case.title in anonymous.get(archive.url).content.decode()


def test_the_archive_finds_again_when_the_server_is_back(server, archive, case, anonymous) -> None:
    server.failure = None
    server.hits = [(case.pk, 1.0)]
    text = anonymous.get(archive.url, {"q": "台湾"}).content.decode()
    assert "ただいま、ことばでさがすことができません" not in text
    assert "<mark>台湾</mark>の給食" in text


def test_the_site_search_says_so(server, anonymous) -> None:
    response = anonymous.get(reverse("search"), {"q": "台湾"})
    assert response.status_code == 200
    assert "ただいま、サイト内をさがすことができません" in response.content.decode()


def test_programs_and_downloads_are_told_to_come_again(server, archive, case, anonymous) -> None:
    answer = anonymous.get("/api/v2/casestudies/", {"q": "台湾"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "search" in answer.json()["message"]
    page = anonymous.get(f"{archive.url}feed/", {"q": "台湾"})
    assert (page.status_code, page["Retry-After"]) == (503, "60")
    assert "検索が応答していません" in page.content.decode()


def test_readyz_names_the_search(server, anonymous) -> None:
    response = anonymous.get("/readyz")
    assert response.status_code == 503
    assert response.json()["search"] == "failed"
    server.failure = None
    assert anonymous.get("/readyz").status_code == 200
    assert server.asked
    assert Page.objects.exists()
