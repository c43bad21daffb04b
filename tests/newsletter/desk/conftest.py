"""People of the desk, and an issue that can be sent."""

import pytest
from django.test import Client

from newsletter.models import IssuePage, Mailing
from newsletter.sending import services
from newsletter.sending.running import send_slice
from portal.users.models import User
from tests.factories.public_site import make_issue
from tests.factories.schools import UserFactory
from tests.factories.subscribers import SubscriberFactory


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory(group="Editor", email="editor@example.jp")


@pytest.fixture
def colleague(db: None) -> User:
    return UserFactory(group="Editor")


@pytest.fixture
def desk(editor: User) -> Client:
    return browser(editor)


@pytest.fixture
def issue(db: None) -> IssuePage:
    page = make_issue(63, title="海の向こうからの年賀状")
    page.save_revision().publish()
    return IssuePage.objects.get(pk=page.pk)


@pytest.fixture
def mailing(issue: IssuePage, editor: User) -> Mailing:
    SubscriberFactory(school_types=["elementary"])
    SubscriberFactory(school_types=["high"])
    return services.create(issue, by=editor)


@pytest.fixture
def send():
    """Runs the sending until nothing is left to do."""

    def run() -> None:
        while send_slice().taken_up:
            pass
        send_slice()

    return run
