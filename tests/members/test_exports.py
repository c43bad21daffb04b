"""Every list of the members' area at the desk gives what filter and search leave as CSV and as a workbook."""

import csv
import io
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.viewsets import viewsets

from home.models import Inquiry
from members.partners.models import Agreement, PartnerMerge, PartnerSchool
from members.schools.models import Membership, School
from members.suggestions.models import AgreedDate, DeskMark, MatchEvent, MatchRun, PartnerRequest
from members.wishes.models import ExchangeWish
from newsletter.models import Delivery, Mailing, Subscriber
from portal.core.desk.viewsets import DeskViewSet
from portal.core.models import MissedSearch
from portal.core.search.text import fold
from tests.days import NOON
from tests.factories.inquiries import InquiryFactory
from tests.factories.missed_searches import make_missed
from tests.factories.partners import AgreementFactory, PartnerFactory, make_merge
from tests.factories.schools import MembershipFactory, SchoolFactory
from tests.factories.subscribers import SubscriberFactory, make_delivery
from tests.factories.suggestions import AgreedDateFactory, RequestFactory, RunFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db

FORMULA, PLAIN = "=HYPERLINK(0)", "しおかぜの記録"

# How a record with a text is made, how the one is changed that a filter leaves, and that filter.
KINDS: dict[type, tuple[Any, dict[str, Any], dict[str, Any]]] = {
    School: (lambda text: SchoolFactory(name=text), {"school_type": "high"}, {"school_type": "high"}),
    Membership: (lambda text: MembershipFactory(school__name=text), {"role": "reader"}, {"role": "reader"}),
    ExchangeWish: (lambda text: WishFactory(title=text, waiting=True), {"months": [1]}, {"month": 1}),
    PartnerSchool: (lambda text: PartnerFactory(name=text), {"status": "paused"}, {"status": "paused"}),
    PartnerMerge: (lambda text: make_merge(name=text), {}, {}),
    Inquiry: (lambda text: InquiryFactory(name=text), {"topic": "event"}, {"topic": "event"}),
    Subscriber: (
        lambda text: SubscriberFactory(consent_note=text, email_key=text.casefold()),
        {"language": "en"},
        {"language": "en"},
    ),
    Mailing: (
        lambda text: Mailing.objects.create(issue_key=uuid.uuid4(), number=1, state="done", trouble=text),
        {"number": 9},
        {"number": 9},
    ),
    Delivery: (
        lambda text: make_delivery(SubscriberFactory(email=text, email_key=text.casefold())),
        {"language": "en"},
        {"language": "en"},
    ),
    MissedSearch: (lambda text: make_missed(text, folded=fold(text)), {"language": "en"}, {"language": "en"}),
    Agreement: (lambda text: AgreementFactory(counterpart_ja=text), {}, {}),
    PartnerRequest: (
        lambda text: RequestFactory(wish__title=text, wish__waiting=True),
        {"status": "accepted", "closed_at": NOON},
        {"status": "accepted"},
    ),
    AgreedDate: (
        lambda text: AgreedDateFactory(request__wish__title=text),
        {"moved_at": NOON},
        {"moved": "true"},
    ),
    DeskMark: (lambda text: make_mark(text), {"kind": "hide"}, {"kind": "hide"}),
    MatchEvent: (lambda text: make_event(text), {"engine_version": "9"}, {"engine_version": "9"}),
    MatchRun: (lambda text: RunFactory(wish__title=text), {"as_of": "2026-10-01"}, {"as_of": "2026-10-01"}),
}
# What holds nothing of schools and people.
EDITORS_TOO = {Mailing, MissedSearch}


def make_mark(text: str) -> DeskMark:
    wish = WishFactory(title=text, waiting=True)
    return DeskMark.objects.create(school=wish.school, wish=wish, partner=PartnerFactory(), kind="pin", reason="縁")


def make_event(text: str) -> MatchEvent:
    wish = WishFactory(title=text, waiting=True)
    return MatchEvent.objects.create(wish=wish, partner=PartnerFactory(), kind="opened", engine_version="1")


def lists() -> dict[type, DeskViewSet]:
    """The members' lists at the desk by their model, as the rooms have registered them."""
    get_resolver().url_patterns  # noqa: B018 - which is when they do
    return {viewset.model: viewset for viewset in viewsets.viewsets if isinstance(viewset, DeskViewSet)}


@pytest.fixture
def viewset(model):
    return lists()[model]


def exported(client: Client, viewset: DeskViewSet, kind: str, /, **query: Any) -> list[list[Any]]:
    """The cells of the file, without the row of headings."""
    answer = client.get(reverse(viewset.get_url_name("index")), {"export": kind, **query})
    content = b"".join(answer.streaming_content)
    if kind == "xlsx":
        rows = [list(row) for row in load_workbook(io.BytesIO(content)).active.values]
    else:
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert all(rows[0])
    return rows[1:]


def test_every_list_is_known_here():
    assert lists().keys() == KINDS.keys()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
class TestExports:
    def test_nothing_in_it_is_run(self, coordinator, viewset, kind):
        make = KINDS[viewset.model][0]
        for text in (FORMULA, "+1+1", "-1+1", "@SUM(1)", "＝1"):
            make(text)
        cells = [cell for row in exported(coordinator, viewset, kind) for cell in row if isinstance(cell, str)]
        assert f"'{FORMULA}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "＝"))]

    def test_it_holds_what_the_search_leaves(self, coordinator, viewset, kind):
        make = KINDS[viewset.model][0]
        make(PLAIN)
        make("けやきの記録")
        assert len(exported(coordinator, viewset, kind)) == 2
        (row,) = exported(coordinator, viewset, kind, q="しおかぜ")
        assert PLAIN in row

    def test_it_asks_as_much_for_five_records_as_for_one(self, coordinator, viewset, kind):
        make = KINDS[viewset.model][0]
        make(PLAIN)
        exported(coordinator, viewset, kind)
        asked = []
        for more in (0, 4):
            for number in range(more):
                make(f"記録{number}")
            with CaptureQueriesContext(connection) as queries:
                exported(coordinator, viewset, kind)
            asked.append(len(queries))
        assert asked[0] == asked[1]

    def test_it_is_for_coordinators_only(self, editor, anonymous, viewset, kind):
        KINDS[viewset.model][0](PLAIN)
        for client in (anonymous,) if viewset.model in EDITORS_TOO else (editor, anonymous):
            answer = client.get(reverse(viewset.get_url_name("index")), {"export": kind})
            assert answer.status_code == 302


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("model", [model for model, (_make, _change, query) in KINDS.items() if query])
def test_an_export_holds_what_the_filter_leaves(coordinator, viewset, kind):
    make, change, query = KINDS[viewset.model]
    viewset.model.objects.filter(pk=make(PLAIN).pk).update(**change)
    make("けやきの記録")
    (row,) = exported(coordinator, viewset, kind, **query)
    assert PLAIN in row
