"""Readers at the desk: who sees them, the list and its search, what is done with one and what the history tells."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from wagtail.models import ModelLogEntry

from newsletter.models import Subscriber
from newsletter.subscribing.selectors import beginning_with
from tests.casestudies.helpers import words
from tests.factories.schools import UserFactory
from tests.factories.subscribers import STATES, SubscriberFactory, make_delivery

from .conftest import soup

pytestmark = pytest.mark.django_db
LIST = "/cms/subscribers/"


def browser(group):
    client = Client()
    client.force_login(UserFactory(group=group), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def desk():
    return browser("Coordinator")


def rows(client, query=""):
    page = BeautifulSoup(client.get(LIST + query).content, "html.parser")
    return [row.get_text(" ", strip=True) for row in page.select("table.listing tbody tr")]


class TestWho:
    @pytest.mark.parametrize("group", ["Editor", "Coordinator"])
    def test_both_look_after_readers(self, group):
        subscriber = SubscriberFactory()
        client = browser(group)
        for path in ("", "new/", f"edit/{subscriber.pk}/", f"inspect/{subscriber.pk}/", f"{subscriber.pk}/suspend/"):
            assert client.get(LIST + path).status_code == 200

    def test_lists_come_and_go_at_one_desk_only(self, desk):
        editor = browser("Editor")
        assert editor.get("/cms/imports/subscribers/").status_code == 302
        assert editor.get(f"{LIST}?export=csv").status_code == 302
        assert desk.get("/cms/imports/subscribers/").status_code == 200

    def test_schools_see_nothing(self):
        client = Client()
        client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(LIST).status_code == 302


class TestTheList:
    def test_filters(self, desk):
        SubscriberFactory(email="all@example.jp")
        SubscriberFactory(email="high@example.jp", school_type_mask=1 << 3, topic_mask=1, language="en")
        for state in ("pending", "unsubscribed", "suspended"):
            SubscriberFactory(email=f"{state}@example.jp", status=state, source="import", topic_mask=2)
        assert len(rows(desk)) == 5
        assert len(rows(desk, "?status=pending&status=suspended")) == 2
        assert len(rows(desk, "?language=en")) == 1
        assert len(rows(desk, "?source=import")) == 3
        assert len(rows(desk, "?suspension=hard_bounce")) == 1
        assert len(rows(desk, "?topic=cases")) == 2, "whoever chose nothing reads everything"
        assert len(rows(desk, "?topic=cases&topic=lessons")) == 5
        assert len(rows(desk, "?school_type=high")) == 5
        assert len(rows(desk, "?school_type=elementary")) == 4
        assert len(rows(desk, "?created_at_from=2020-01-01")) == 5
        assert rows(desk, "?created_at_to=2020-01-01") == []
        assert len(rows(desk, "?status=x&topic=y")) == 5

    @pytest.mark.parametrize(
        ("typed", "found"),
        [("mid", 2), ("MIDORI@", 1), ("midori@example.jp", 1), ("example", 0), ("%", 0), ("mid_", 0)],
    )
    def test_the_search_looks_for_the_beginning_of_an_address(self, desk, typed, found):
        SubscriberFactory(email="midori@example.jp")
        SubscriberFactory(email="midway@example.jp")
        SubscriberFactory(email="a.midori@example.jp")
        assert len(rows(desk, f"?q={typed}")) == found

    def test_the_search_uses_an_index(self):
        plan = beginning_with(Subscriber.objects.all(), "midori").explain()
        if connection.vendor == "sqlite":
            assert "USING INDEX" in plan
            assert "SCAN" not in plan

    @pytest.mark.parametrize("number", [1, 5])
    def test_queries(self, desk, django_assert_num_queries, number):
        SubscriberFactory.create_batch(number)
        desk.get(LIST)
        with django_assert_num_queries(10):
            desk.get(LIST)

    @pytest.mark.parametrize("number", [1, 5])
    def test_queries_of_one_reader(self, desk, django_assert_num_queries, number):
        subscriber = SubscriberFactory()
        for issue in range(number):
            make_delivery(subscriber, issue + 1)
        path = f"{LIST}inspect/{subscriber.pk}/"
        desk.get(path)
        with django_assert_num_queries(11):
            desk.get(path)


class TestOneReader:
    def test_what_happened_stands_there(self, desk):
        subscriber = SubscriberFactory(topic_mask=1)
        make_delivery(subscriber, 7)
        desk.post(f"{LIST}{subscriber.pk}/suspend/")
        page = words(soup(desk.get(f"{LIST}inspect/{subscriber.pk}/")).select_one("main"))
        for text in ("交流事例", "事務局による停止", "送信済み", "7"):
            assert text in page

    def test_adding_asks_for_confirmation(self, desk, posted):
        data = {"email": "ｎｅｗ@example.jp", "language": "en", "topics": ["cases"], "consent_note": "説明会の用紙"}
        (letter,) = posted(lambda: desk.post(f"{LIST}new/", data))
        row = Subscriber.objects.get()
        assert (row.email, row.status, row.source, row.consent_note) == (
            "new@example.jp",
            "pending",
            "desk",
            "説明会の用紙",
        )
        assert letter.to == ["new@example.jp"]
        entry = ModelLogEntry.objects.get(action="subscriber.add")
        assert (entry.label, entry.data) == (str(row), {})

    @pytest.mark.parametrize("missing", ["email", "consent_note"])
    def test_adding_needs_address_and_consent(self, desk, missing):
        data = {"email": "new@example.jp", "language": "ja", "consent_note": "x"} | {missing: ""}
        assert desk.post(f"{LIST}new/", data).status_code == 200
        assert not Subscriber.objects.exists()

    def test_changing(self, desk):
        subscriber = SubscriberFactory()
        data = {"language": "en", "school_types": ["high"], "email": "other@example.jp", "status": "pending"}
        desk.post(f"{LIST}edit/{subscriber.pk}/", data)
        row = Subscriber.objects.get()
        assert (row.language, row.school_types, row.status, row.email) == (
            "en",
            ["high"],
            "confirmed",
            subscriber.email,
        )
        assert ModelLogEntry.objects.get(action="subscriber.change").data == {
            "fields": ["language", "school_type_mask"]
        }

    @pytest.mark.parametrize("state", STATES)
    def test_what_is_offered_fits_the_state(self, desk, state):
        subscriber = SubscriberFactory(status=state)
        page = soup(desk.get(f"{LIST}inspect/{subscriber.pk}/"))
        offered = {name for name in ("suspend", "resume", "ask") if page.select(f"a[href$='/{subscriber.pk}/{name}/']")}
        expected = {"pending": {"suspend", "ask"}, "confirmed": {"suspend"}, "unsubscribed": {"ask"}}
        assert offered == expected.get(state, {"resume", "ask"})

    def test_suspending_and_resuming(self, desk):
        subscriber = SubscriberFactory()
        desk.post(f"{LIST}{subscriber.pk}/suspend/")
        desk.post(f"{LIST}{subscriber.pk}/suspend/")
        assert desk.post(f"{LIST}{subscriber.pk}/resume/", {"reason": " "}).status_code == 422
        desk.post(f"{LIST}{subscriber.pk}/resume/", {"reason": "電話で希望"})
        subscriber.refresh_from_db()
        assert (subscriber.status, subscriber.consent_note) == ("confirmed", "電話で希望")
        actions = ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)
        assert list(actions) == ["subscriber.suspend", "subscriber.resume"]

    def test_sending_the_confirmation_once_more(self, desk, posted):
        subscriber = SubscriberFactory(status="pending")
        assert len(posted(lambda: desk.post(f"{LIST}{subscriber.pk}/ask/"))) == 1

    def test_forgetting(self, desk):
        subscriber = SubscriberFactory()
        path = f"{LIST}delete/{subscriber.pk}/"
        assert "元に戻すことはできません" in words(soup(desk.get(path)))
        desk.post(path)
        assert not Subscriber.objects.exists()
        entries = list(ModelLogEntry.objects.all())
        assert "subscriber.forget" in [entry.action for entry in entries]
        assert subscriber.email not in str([(entry.label, entry.data) for entry in entries])

    def test_nobody_there(self, desk):
        for path in ("suspend", "resume", "ask"):
            assert desk.get(f"{LIST}999999/{path}/").status_code == 404
