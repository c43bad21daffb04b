"""Inquiries at the desk: who sees them, what the office notes, what the history tells, when they are forgotten."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.models import Inquiry
from home.services.inquiries import look_after
from portal.core.retention import apply_all
from tests.days import NOON
from tests.factories.inquiries import InquiryFactory
from tests.factories.schools import UserFactory

LIST = "/cms/inquiries/"


def browser(user) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def coordinator(db):
    return UserFactory(group="Coordinator", name="窓口 担当")


@pytest.fixture
def desk(coordinator) -> Client:
    return browser(coordinator)


def titles(client: Client, query: str = "") -> list[str]:
    page = BeautifulSoup(client.get(LIST + query).content, "html.parser")
    return [row.get_text(" ", strip=True) for row in page.select("table.listing tbody tr")]


class TestWho:
    @pytest.mark.parametrize("path", ["", "edit/{pk}/", "inspect/{pk}/", "delete/{pk}/", "history/{pk}/"])
    def test_editors_see_nothing(self, path):
        inquiry = InquiryFactory()
        client = browser(UserFactory(group="Editor"))
        assert client.get(LIST + path.format(pk=inquiry.pk)).status_code == 302
        assert "inquiries" not in client.get("/cms/").content.decode()

    def test_nobody_adds_one(self, desk):
        assert desk.get(f"{LIST}new/").status_code == 302
        assert not Inquiry.objects.exists()


class TestTheList:
    def test_filters_and_search(self, desk, coordinator):
        InquiryFactory(name="若葉", topic="advice")
        InquiryFactory(name="青空", topic="event", status="in_work", assignee=coordinator)
        InquiryFactory(name="小川", message="時差の質問です", status="answered", settled_at=timezone.now())
        assert len(titles(desk)) == 3
        assert "青空" in titles(desk, "?topic=event")[0]
        assert ["若葉" in row for row in titles(desk, "?status=new")] == [True]
        assert ["青空" in row for row in titles(desk, "?care=mine")] == [True]
        assert len(titles(desk, "?care=nobody")) == 2
        assert ["小川" in row for row in titles(desk, "?q=時差")] == [True]
        assert titles(desk, "?q=見つからない") == []

    @pytest.mark.parametrize("rows", [1, 5])
    def test_queries(self, desk, django_assert_num_queries, rows):
        for _number in range(rows):
            InquiryFactory(assignee=UserFactory(group="Coordinator"))
        desk.get(LIST)
        with django_assert_num_queries(10):
            desk.get(LIST)

    def test_the_first_page_of_the_desk_counts_what_waits(self, desk):
        InquiryFactory.create_batch(2)
        InquiryFactory(status="in_work")
        InquiryFactory(status="closed", settled_at=timezone.now())
        panel = BeautifulSoup(desk.get("/cms/").content, "html.parser").select_one("#inquiries-waiting-section")
        assert [number.get_text() for number in panel.select("strong")] == ["2", "1"]


class TestLookingAfter:
    def save(self, client, inquiry, **changes):
        data = {"status": inquiry.status, "assignee": inquiry.assignee_id or "", "notes": inquiry.notes, **changes}
        return client.post(reverse("inquiries:edit", args=[inquiry.pk]), data)

    def test_state_person_and_notes(self, desk, coordinator):
        inquiry = InquiryFactory(message="元の文")
        changes = {"status": "answered", "assignee": coordinator.pk, "notes": "電話で回答", "message": "書き換え"}
        assert self.save(desk, inquiry, **changes).status_code == 302
        inquiry.refresh_from_db()
        assert (inquiry.status, inquiry.assignee, inquiry.notes) == ("answered", coordinator, "電話で回答")
        assert inquiry.settled_at
        assert inquiry.message == "元の文"
        entry = ModelLogEntry.objects.for_instance(inquiry).get(action="inquiry.look_after")
        assert entry.user == coordinator
        assert entry.data == {"status": ["new", "answered"], "assignee": ["", coordinator.username], "notes": True}
        assert "電話" not in str(entry.data)

    def test_what_was_written_is_shown_as_text(self, desk):
        inquiry = InquiryFactory(message="<script>alert(1)</script>")
        page = desk.get(reverse("inquiries:edit", args=[inquiry.pk])).content.decode()
        assert "<script>alert(1)" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_only_people_of_the_office_are_put_in_charge(self, desk):
        inquiry = InquiryFactory()
        response = self.save(desk, inquiry, assignee=UserFactory(group="Editor").pk)
        assert response.status_code == 200
        inquiry.refresh_from_db()
        assert inquiry.assignee is None

    def test_two_people_at_once_overwrite_nothing(self, coordinator):
        inquiry = InquiryFactory()
        look_after(inquiry, {"notes": "先に書いたこと"}, actor=coordinator)
        held = look_after(inquiry, {"status": "in_work"}, actor=coordinator)
        assert (held.notes, held.status) == ("先に書いたこと", "in_work")

    def test_what_is_taken_up_again_is_not_settled(self, coordinator):
        inquiry = InquiryFactory(status="closed", settled_at=timezone.now())
        assert look_after(inquiry, {"status": "in_work"}, actor=coordinator).settled_at is None

    def test_without_a_change_the_history_tells_nothing(self, coordinator):
        inquiry = InquiryFactory()
        look_after(inquiry, {"status": "new"}, actor=coordinator)
        assert not ModelLogEntry.objects.for_instance(inquiry).exists()


def test_settled_inquiries_are_forgotten_after_a_year(db):
    with time_machine.travel(NOON):
        year = datetime.timedelta(days=366)
        InquiryFactory(status="closed", settled_at=timezone.now() - year)
        kept = [
            InquiryFactory(status="answered", settled_at=timezone.now() - datetime.timedelta(days=300)),
            InquiryFactory(created_at=timezone.now() - 3 * year),
        ]
        assert apply_all(dry_run=True)["home.inquiries"] == 1
        apply_all()
        assert set(Inquiry.objects.all()) == set(kept)
