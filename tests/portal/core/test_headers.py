import pytest
from django.test import Client

from portal.users.models import User


@pytest.mark.django_db
def test_public_pages_are_strict(home, anonymous):
    response = anonymous.get("/")
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response.cookies == {}


@pytest.mark.django_db
def test_admin_gets_what_wagtail_needs():
    client = Client()
    client.force_login(User.objects.create_superuser("root", password=None))
    policy = client.get("/cms/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.django_db
def test_a_preview_may_stand_in_the_editors_frame_and_is_strict_otherwise(home):
    client = Client()
    client.force_login(User.objects.create_superuser("root", password=None))
    response = client.get(f"/cms/pages/{home.pk}/view_draft/")

    policy = response["Content-Security-Policy"]
    assert response.status_code == 200
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
