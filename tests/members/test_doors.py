"""Every address of the members' area: strangers log in first, another school's things do not exist."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from members.urls import urlpatterns
from portal.core.dates import fiscal_year_of
from tests.factories.partners import PartnerFactory
from tests.factories.suggestions import RunFactory, SuggestionFactory

OPEN_TO_ALL = {"login", "logout"}
# Addresses that name no school's things: the directory's partners, and a year, which is always one's own.
SHARED = {"partner-detail", "school-calendar-edit"}
NAMES = {pattern.name: set(pattern.pattern.converters) for pattern in urlpatterns}
CLOSED = sorted(set(NAMES) - OPEN_TO_ALL)
OBJECTS = sorted(name for name, keys in NAMES.items() if keys and name not in SHARED)
METHODS = ("get", "post")


@pytest.fixture
def suggestion(membership):
    """A suggestion for an open wish of the member's school."""
    return SuggestionFactory(run=RunFactory(wish__school=membership.school), partner=PartnerFactory())


@pytest.fixture
def address_of(suggestion):
    keys = {"pk": suggestion.run.wish_id, "partner_pk": suggestion.partner_id}
    keys["year"] = fiscal_year_of(localdate())

    def address(name):
        return reverse(f"members:{name}", kwargs={key: keys[key] for key in NAMES[name]})

    return address


def test_every_address_has_a_name_of_its_own():
    assert len(NAMES) == len(urlpatterns)
    assert None not in NAMES
    assert set(NAMES) > OPEN_TO_ALL | SHARED


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", CLOSED)
def test_anonymous_visitors_log_in_and_come_back(address_of, anonymous, name, method):
    address = address_of(name)
    response = getattr(anonymous, method)(address)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('members:login')}?next={address}"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OBJECTS)
def test_another_school_finds_nothing(address_of, outsider, name, method):
    assert getattr(outsider, method)(address_of(name)).status_code == 404


@pytest.mark.parametrize("name", OBJECTS)
def test_the_owner_finds_it(address_of, member, name):
    assert member.get(address_of(name)).status_code in {200, 302}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", OBJECTS)
def test_the_desk_has_its_own_pages_for_it(address_of, coordinator, name, method):
    assert getattr(coordinator, method)(address_of(name)).status_code == 403


@pytest.mark.parametrize("name", OBJECTS)
def test_forms_need_their_token(address_of, membership, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address_of(name)).status_code == 403
