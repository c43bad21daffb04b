import pytest

from newsletter.models import IssuePage
from newsletter.sending import working
from portal.users.models import User
from tests.factories.public_site import make_issue
from tests.factories.schools import UserFactory


@pytest.fixture(autouse=True)
def _no_count_of_another_test():
    working.refused_in_a_row.clear()


@pytest.fixture
def issue(db: None) -> IssuePage:
    return make_issue(7)


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(group="Editor")
