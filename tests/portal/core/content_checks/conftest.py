import pytest
from django.test import Client

from tests.factories.schools import UserFactory


def client_of(group: str) -> Client:
    client = Client()
    user = UserFactory(username=group.lower(), group=group)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(db: None) -> Client:
    return client_of("Editor")


@pytest.fixture
def coordinator(db: None) -> Client:
    return client_of("Coordinator")
