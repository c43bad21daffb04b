"""What the portal writes down itself is looked at, and changed by nobody."""

import pytest
from django.test import Client

from members.partners.services import merge_partners
from tests.factories.partners import PartnerFactory
from tests.factories.schools import UserFactory
from tests.factories.suggestions import RunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    client = Client()
    user = UserFactory(username="administrator", is_superuser=True, is_staff=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _merge():
    return merge_partners(PartnerFactory(), PartnerFactory(), {}, actor=None)


@pytest.mark.parametrize(("room", "make"), [("partner_merges", _merge), ("match_runs", RunFactory)])
def test_even_an_administrator_only_looks(administrator, room, make):
    row = make()
    page = administrator.get(f"/cms/{room}/")

    assert page.status_code == 200
    assert f"/cms/{room}/new/" not in page.content.decode()
    for address in ("new/", f"edit/{row.pk}/", f"delete/{row.pk}/"):
        for answer in (administrator.get(f"/cms/{room}/{address}"), administrator.post(f"/cms/{room}/{address}")):
            assert answer.status_code == 302, "Wagtail sends those who may not back to its first page"
            assert answer["Location"] == "/cms/"
    row.refresh_from_db()
