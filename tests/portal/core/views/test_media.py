import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from portal.core.media.models import Consent, PortalImage
from portal.users.models import User
from tests.factories.media import make_image


@pytest.fixture
def rendition(db):
    return make_image().get_rendition("width-100")


@pytest.fixture
def desk(db):
    user = User.objects.create(username="editor")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    return client


def test_rendition_with_consent_is_public_and_runs_nothing(anonymous, rendition):
    response = anonymous.get(rendition.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert "public" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_withdrawn_consent_takes_the_address_away(anonymous, desk, rendition):
    PortalImage.objects.update(consent=Consent.WITHDRAWN)
    assert anonymous.get(rendition.url).status_code == 404
    response = desk.get(rendition.url)
    assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
    response.close()


def test_original_is_for_the_desk_only(anonymous, desk, rendition):
    address = rendition.image.file.url
    assert address.startswith("/cms/originals/")
    response = anonymous.get(address)
    assert (response.status_code, response.url.split("?")[0]) == (302, "/cms/login/")
    member = Client()
    member.force_login(User.objects.create(username="school"))
    assert member.get(address).status_code == 404
    response = desk.get(address)
    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize("name", ["images/none.png", "../manage.py", "images/%00.png", "original_images/x.png"])
def test_other_files_do_not_exist(anonymous, db, name):
    assert anonymous.get(f"/media/{name}").status_code == 404
