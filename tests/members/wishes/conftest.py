"""Fixtures shared by the tests of wishes."""

import pytest

from tests.factories.schools import UserFactory
from tests.factories.wishes import LiveWishFactory


@pytest.fixture
def wish(membership):
    return LiveWishFactory(school=membership.school, title="給食でつながる")


@pytest.fixture
def actor(db):
    return UserFactory()
