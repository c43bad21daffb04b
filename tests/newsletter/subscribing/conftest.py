"""Letters as they are sent, and the form as a person would send it."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client, override_settings

from tests.days import NOON

IMMEDIATE = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "db": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
}


@pytest.fixture
def posted(mailoutbox, django_capture_on_commit_callbacks):
    """Runs something and gives the letters that went out by it."""

    def run(action: Any) -> list[Any]:
        del mailoutbox[:]
        with override_settings(TASKS=IMMEDIATE), django_capture_on_commit_callbacks(execute=True):
            action()
        return list(mailoutbox)

    return run


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def typed(clock: Any):
    """What is sent ten seconds after the form was opened."""

    def fill(email: str = "new@example.jp", **more: Any) -> dict[str, Any]:
        opened = soup(Client().get("/newsletter/subscribe/")).select_one("main [name=opened]")["value"]
        clock.shift(10)
        return {"opened": opened, "nickname": "", "email": email, "language": "ja", "consent": "on", **more}

    return fill


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def link_in(letter: Any) -> str:
    """The path of the first link in a letter."""
    found = re.search(r"https?://\S+/newsletter/\S+", letter.body)
    assert found, letter.body
    return urlsplit(found[0]).path
