"""The newsletter on the first page of the desk."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsletter.desk.panel import NewsletterPanel
from newsletter.vocabulary import MailingState
from tests.factories.public_site import make_issue
from tests.factories.schools import UserFactory
from tests.factories.subscribers import SubscriberFactory
from tests.newsletter.desk.conftest import browser
from tests.newsletter.sending.builders import make_mailing

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def panel(client):
    return BeautifulSoup(client.get("/cms/").content, "html.parser").select_one("#newsletter-section, #newsletter")


def test_it_shows_the_next_issue_what_is_under_way_and_the_readers(desk):
    make_issue(64, title="次の号", live=False)
    make_issue(63, title="出た号")
    mailing = make_mailing(2)
    text = panel(desk).get_text(" ", strip=True)
    assert "次の号" in text
    assert "出た号" not in text
    assert str(mailing) in text
    assert "(0 %)" in text
    assert "2人が購読しています" in text


def test_a_quiet_desk(desk):
    text = panel(desk).get_text(" ", strip=True)
    assert "準備中の号はありません" in text
    assert "0人が購読しています" in text


def test_others_do_not_see_it():
    client = browser(UserFactory(group="Editor"))
    client.get("/cms/")
    user = UserFactory(group="Editor")
    user.groups.clear()
    assert client.get("/cms/").status_code == 200
    assert panel(browser(user)) is None


def test_queries_do_not_grow():
    def asked():
        with CaptureQueriesContext(connection) as queries:
            NewsletterPanel().get_context_data({})
        return len(queries)

    make_issue(64, live=False)
    make_mailing(1, state=MailingState.SENDING)
    first = asked()
    for number in range(65, 69):
        make_issue(number, live=False)
        SubscriberFactory()
    assert asked() == first
    assert first <= 7
