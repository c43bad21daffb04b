"""Pages and questions that go live, and end, at the time that was set; the worker's clock does it."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import Revision

from home.clock import TOKYO
from home.models import FaqEntry, NewsPage
from portal.core.groups import EDITOR
from portal.core.jobs import housekeeping, runner
from portal.core.jobs.models import ScheduledJob
from portal.core.publishing.scheduled import SomeFailedError
from tests.factories.public_site import make_faq, make_news, section
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db

NIGHT = datetime.datetime(2026, 11, 22, 23, 0, tzinfo=TOKYO)
MORNING = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=TOKYO)
MINUTE = datetime.timedelta(minutes=1)


def schedule(page, **times):
    for name, moment in times.items():
        setattr(page, name, moment)
    page.save_revision().publish()
    page.refresh_from_db()


@pytest.fixture
def draft():
    with time_machine.travel(NIGHT, tick=False):
        page = make_news(title="募集", slug="call", live=False)
        schedule(page, go_live_at=MORNING)
        return page


def at(moment):
    """The clock strikes."""
    with time_machine.travel(moment, tick=False):
        housekeeping.publish_scheduled()


def test_a_page_goes_live_at_its_time_and_not_before(draft, client):
    at(MORNING - MINUTE)
    assert client.get("/news/call/").status_code == 404
    at(MORNING + MINUTE)
    assert client.get("/news/call/").status_code == 200


def test_a_time_typed_at_the_desk_is_tokyos(client):
    client.force_login(UserFactory(group=EDITOR))
    data = {
        "title": "募集",
        "slug": "call",
        "date": "2026-11-23",
        "category": "call",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "go_live_at": "2026-11-23 09:00",
        "action-publish": "1",
    }
    with time_machine.travel(NIGHT):
        client.force_login(UserFactory(group=EDITOR))
        client.post(reverse("wagtailadmin_pages:add", args=("home", "newspage", section("news").pk)), data)
    assert not NewsPage.objects.get().live
    assert Revision.objects.get(approved_go_live_at__isnull=False).approved_go_live_at == MORNING


def test_nobody_can_choose_another_zone_for_the_desk(client):
    client.force_login(UserFactory(group=EDITOR))
    assert b"current_time_zone" not in client.get(reverse("wagtailadmin_account")).content


def test_a_page_ends_at_its_time(client):
    with time_machine.travel(NIGHT, tick=False):
        page = make_news(slug="call")
        schedule(page, expire_at=MORNING)
    at(MORNING - MINUTE)
    assert client.get("/news/call/").status_code == 200
    at(MORNING + MINUTE)
    assert client.get("/news/call/").status_code == 404


def test_a_question_goes_live_too():
    with time_machine.travel(NIGHT, tick=False):
        schedule(make_faq(live=False), go_live_at=MORNING)
    at(MORNING + MINUTE)
    assert FaqEntry.objects.get().live


def test_a_page_that_fails_does_not_hold_up_the_others(draft, monkeypatch):
    with time_machine.travel(NIGHT, tick=False):
        other = make_news(title="別の募集", live=False)
        schedule(other, go_live_at=MORNING + MINUTE)
    publish = NewsPage.publish

    def fail_for_one(self, *args, **kwargs):
        if self.pk == draft.pk:
            raise ValueError("no luck")
        return publish(self, *args, **kwargs)

    monkeypatch.setattr(NewsPage, "publish", fail_for_one)
    with pytest.raises(SomeFailedError, match="募集"):
        at(MORNING + 2 * MINUTE)
    other.refresh_from_db()
    assert other.live


def test_the_clock_looks_every_minute():
    with time_machine.travel(NIGHT, tick=False):
        runner.run_due_jobs()
        due = ScheduledJob.objects.get(name="publish_scheduled").due_at
    assert due == NIGHT + MINUTE
