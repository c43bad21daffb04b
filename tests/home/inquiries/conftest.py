"""The contact page and a form as a person would send it."""

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from tests.days import NOON
from tests.factories.public_site import section


@pytest.fixture(autouse=True)
def page(db: None) -> Any:
    found = section("contact")
    found.promise = "3開庁日以内に、メールでお返事します。"
    found.save_revision().publish()
    return found


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def typed(clock: Any) -> dict[str, str]:
    """What is sent ten seconds after the form was opened."""
    form = BeautifulSoup(Client().get("/contact/").content, "html.parser").select_one("main form[method=post]")
    clock.shift(10)
    return {
        "opened": form.select_one("[name=opened]")["value"],
        "nickname": "",
        "name": "若葉 みどり",
        "email": "wakaba@example.jp",
        "school": "みどり台小学校",
        "topic": "advice",
        "message": "5年生とオーストラリアの学校の交流を考えています。",
    }
