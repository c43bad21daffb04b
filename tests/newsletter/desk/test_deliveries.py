"""The mails of all mailings at the desk: found by address, filtered, taken along; nobody writes into them."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsletter.vocabulary import DeliveryState
from tests.factories.schools import UserFactory
from tests.factories.subscribers import SubscriberFactory
from tests.newsletter.desk.conftest import browser
from tests.newsletter.sending.builders import make_delivery, make_mailing

pytestmark = pytest.mark.django_db
LIST = "/cms/deliveries/"


def rows(client, query=""):
    soup = BeautifulSoup(client.get(LIST + query).content, "html.parser")
    return [row.get_text(" ", strip=True) for row in soup.select("table.listing tbody tr")]


@pytest.fixture
def mailing():
    found = make_mailing(0)
    make_delivery(found, subscriber=SubscriberFactory(email="aoba@example.jp"))
    sent = {"state": DeliveryState.SENT, "ended_at": timezone.now()}
    make_delivery(
        found, subscriber=SubscriberFactory(email="wakaba@example.jp"), **sent, unsubscribed_at=timezone.now()
    )
    return found


def test_it_is_found_by_the_beginning_of_the_address_and_by_message_id(desk, mailing):
    assert len(rows(desk)) == 2
    (one,) = rows(desk, "?q=Aoba@")
    assert "aoba@example.jp" in one
    key = mailing.deliveries.first().message_id.strip("<>")
    assert len(rows(desk, f"?q={key}")) == 1
    assert rows(desk, "?q=example") == []


def test_filters(desk, mailing):
    make_delivery(make_mailing(0))
    assert len(rows(desk, f"?mailing={mailing.pk}")) == 2
    assert len(rows(desk, "?state=sent")) == 1
    assert "wakaba" in rows(desk, "?left=here")[0]
    assert len(rows(desk, "?left=stayed")) == 2


def test_a_reader_who_was_forgotten_is_named_so(desk, mailing):
    mailing.deliveries.last().subscriber.delete()
    assert any("情報を削除した方" in row for row in rows(desk))
    assert len(rows(desk)) == 2


def test_one_mail_shows_its_marks(desk, mailing):
    one = mailing.deliveries.last()
    answer = desk.get(reverse("deliveries:inspect", args=[one.pk]))
    assert one.message_id in BeautifulSoup(answer.content, "html.parser").get_text()


def test_nobody_changes_one(desk, mailing):
    one = mailing.deliveries.first()
    for name in ("edit", "delete"):
        desk.post(reverse(f"deliveries:{name}", args=[one.pk]), {"state": "sent"})
    one.refresh_from_db()
    assert one.state == DeliveryState.QUEUED


def test_who_may_export_takes_them_along(mailing):
    coordinator = browser(UserFactory(group="Coordinator"))
    answer = coordinator.get(LIST, {"export": "csv", "mailing": mailing.pk})
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(content)))
    assert len(table) == 3
    assert any("wakaba@example.jp" in row for row in table)


def test_editors_export_no_addresses(desk, mailing):
    assert desk.get(LIST, {"export": "csv"}).status_code in {302, 403}


def test_five_mails_ask_as_much_as_one(desk):
    mailing = make_mailing(1)
    rows(desk)
    asked = []
    for more in (0, 4):
        for _number in range(more):
            make_delivery(mailing)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows(desk)
        asked.append(len(queries))
    assert asked[0] == asked[1]
