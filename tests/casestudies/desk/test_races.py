"""Two people take the same case off the site at the same moment: it is done once."""

import threading
from typing import Any

import pytest
from django.db import connection
from wagtail.models import PageLogEntry

from casestudies.models import CaseStudyPage
from casestudies.services import unpublishing
from casestudies.services.unpublishing import ACTION, Reason, TakenOff, unpublish_cases
from portal.users.models import User
from tests.factories.schools import UserFactory

from .conftest import published

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection"),
]


def test_the_second_finds_it_done(monkeypatch: pytest.MonkeyPatch) -> None:
    case = published()
    people = [UserFactory(group="Editor").pk for _number in range(2)]
    start, done = threading.Barrier(2), list[TakenOff]()
    slowly, pause = unpublishing.forget_renditions, threading.Event()

    def forget(keys: Any) -> int:
        pause.wait(0.1)
        return slowly(keys)

    def run(key: int) -> None:
        found, by = CaseStudyPage.objects.get(pk=case.pk), User.objects.get(pk=key)
        start.wait()
        try:
            done.append(unpublish_cases([found], Reason.SCHOOL, "", by=by))
        finally:
            connection.close()

    monkeypatch.setattr(unpublishing, "forget_renditions", forget)
    threads = [threading.Thread(target=run, args=(key,)) for key in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(one.pages) for one in done) == [0, 1]
    assert PageLogEntry.objects.filter(action=ACTION).count() == 1
