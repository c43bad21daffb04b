"""Documents are handed out with consent only."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from portal.core.media.models import Consent, PortalDocument
from tests.factories.schools import UserFactory


@pytest.fixture
def document(db):
    return PortalDocument.objects.create(title="便り", file=ContentFile(b"hello", name="letter.txt"))


@pytest.fixture
def desk(db):
    client = Client()
    client.force_login(UserFactory(group="Editor"), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("consent", "status"),
    [(Consent.NOT_NEEDED, 200), (Consent.GIVEN, 200), (Consent.MISSING, 404), (Consent.WITHDRAWN, 404)],
)
def test_everybody_gets_what_may_be_published(anonymous, document, consent, status):
    PortalDocument.objects.update(consent=consent)
    response = anonymous.get(document.url)
    assert response.status_code == status
    response.close()


def test_the_desk_gets_what_it_has_to_check(desk, document):
    PortalDocument.objects.update(consent=Consent.MISSING)
    response = desk.get(document.url)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"hello"
    response.close()


def test_a_school_has_no_more_rights_than_anybody(document):
    PortalDocument.objects.update(consent=Consent.MISSING)
    client = Client()
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(document.url).status_code == 404
