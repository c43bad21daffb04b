"""The desk: links of a partner, the report of what is due, letters to a selection."""

import csv
import datetime
import io

import pytest
from django.utils import timezone

from members.partners.due import Due, due_partners
from members.partners.link_models import PartnerLetter, PartnerLink
from members.partners.models import PartnerSchool
from members.partners.services.links import give_link
from members.partners.services.reminding import remind_partners
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
REPORT, SEND = "/cms/partner_links/", "/cms/partner_links/send/"


def ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def codes(kind):
    return set(due_partners(kind).values_list("code", flat=True))


@pytest.fixture
def several(db):
    PartnerFactory(code="fresh", contact_email="f@example.com")
    PartnerFactory(code="due", confirmed_on=ago(370), contact_email="d@example.com")
    PartnerFactory(code="soon", confirmed_on=ago(520), contact_email="s@example.com", country="TW", region="TW-TPE")
    PartnerFactory(code="stale", confirmed_on=ago(700), contact_email="o@example.com")
    PartnerFactory(code="mute", confirmed_on=ago(400))
    PartnerFactory(code="gone", confirmed_on=ago(400), status="closed")


def test_each_kind_finds_its_partners(several):
    assert codes(Due.DUE) == {"due", "soon"}
    assert codes(Due.STALE_SOON) == {"soon"}
    assert codes(Due.STALE) == {"stale"}
    assert codes(Due.NO_ADDRESS) == {"mute"}
    assert codes(Due.ALL) == {"fresh", "due", "soon", "stale", "mute"}
    remind_partners()
    assert codes(Due.DUE) == set()
    assert codes(Due.REMINDED) == {"due"}
    assert codes(Due.NO_ANSWER) == {"soon"}


def test_the_report_counts_and_narrows_down(coordinator, several):
    page = coordinator.get(REPORT).content.decode()
    assert "今、連絡する学校 (2)" in page
    assert "台湾 (1)" in page
    narrowed = coordinator.get(REPORT, {"kind": "due", "country": "TW"}).context["page_obj"]
    assert [partner.code for partner in narrowed] == ["soon"]
    found = coordinator.get(REPORT, {"kind": "all", "q": "mute"}).context["page_obj"]
    assert [partner.code for partner in found] == ["mute"]
    assert coordinator.get(REPORT, {"kind": "no_answer"}).status_code == 200


def test_the_report_asks_the_same_queries_for_1_and_5_rows(coordinator, django_assert_num_queries):
    PartnerFactory(confirmed_on=ago(370), contact_email="d@example.com")
    coordinator.get(REPORT)
    with django_assert_num_queries(18):
        coordinator.get(REPORT)
    PartnerFactory.create_batch(4, confirmed_on=ago(370), contact_email="d@example.com")
    with django_assert_num_queries(18):
        coordinator.get(REPORT)


def test_the_report_as_a_file_runs_nothing_and_needs_a_proof(coordinator, several):
    PartnerSchool.objects.filter(code="due").update(name="=HYPERLINK(0)")
    answer = coordinator.get(REPORT, {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert "'=HYPERLINK(0)" in [cell for row in rows for cell in row]
    assert len(rows) == 3
    session = coordinator.session
    session["confirmed_at"] = 0
    session.save()
    assert "/confirm/" in coordinator.get(REPORT, {"export": "xlsx"})["Location"]


def test_links_go_to_a_selection_after_a_question(coordinator, several):
    keys = list(PartnerSchool.objects.filter(code__in=["due", "mute"]).values_list("pk", flat=True))
    asked = coordinator.post(SEND, {"partner": keys})
    assert (asked.status_code, PartnerLink.objects.count()) == (200, 0)
    for _click in range(2):
        assert coordinator.post(SEND, {"partner": keys, "send": "1"}).status_code == 302
    assert PartnerLink.objects.get().partner.code == "due"
    assert PartnerLetter.objects.get().kind == "update"


def test_links_go_to_everybody_in_the_list(coordinator, several):
    asked = coordinator.post(SEND, {"everybody": "1", "kind": "due", "country": "", "q": ""})
    assert asked.context["number"] == 2
    coordinator.post(SEND, {"partner": asked.context["keys"], "send": "1"})
    assert set(PartnerLink.objects.values_list("partner__code", flat=True)) == {"due", "soon"}


def test_nothing_chosen_is_told(coordinator):
    assert "一つ以上" in coordinator.post(SEND, follow=True).content.decode()


def test_the_desk_sends_sees_and_takes_back(coordinator, partner, posted):
    address = f"{REPORT}{partner.pk}/"
    assert coordinator.get(address).status_code == 200
    letters = posted(coordinator.post, address)
    link = PartnerLink.objects.get()
    page = coordinator.get(address).content.decode()
    assert "使用可能" in page
    assert "送信済み" in page
    assert link.key not in page
    coordinator.post(f"{address}{link.pk}/revoke/")
    link.refresh_from_db()
    assert link.revoked_by is not None
    assert list(letters) == ["jane@shade.example"]
    again = coordinator.post(f"{address}{link.pk}/revoke/", follow=True).content.decode()
    assert "既に使えなくなって" in again


def test_the_desk_takes_all_links_back(coordinator, client, partner, url):
    give_link(partner, "update")
    coordinator.post(f"{REPORT}{partner.pk}/", {"revoke": "1"})
    assert client.post(f"{url}confirm/").status_code == 410
    assert not PartnerLink.objects.open().exists()


def test_a_link_of_another_partner_is_not_found(coordinator, partner, link):
    other = PartnerFactory()
    assert coordinator.post(f"{REPORT}{other.pk}/{link.pk}/revoke/").status_code == 404
    link.refresh_from_db()
    assert link.is_open


def test_without_an_address_the_desk_is_told(coordinator, partner):
    PartnerSchool.objects.update(contact_email="")
    page = coordinator.post(f"{REPORT}{partner.pk}/", follow=True).content.decode()
    assert "連絡先のメールアドレスがありません" in page
    assert not PartnerLink.objects.exists()


def test_the_edit_form_leads_to_the_links(coordinator, partner):
    assert f"{REPORT}{partner.pk}/" in coordinator.get(f"/cms/partners/edit/{partner.pk}/").content.decode()
