import datetime

import pytest
from django.utils import timezone

from members.partners.models import DistinctPair, PartnerMerge, PartnerSchool
from members.partners.services import merge_partners
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.suggestions import RequestFactory
from tests.members.partners.test_desk import form_data

pytestmark = pytest.mark.django_db
LIST = "/cms/partners/"


def test_a_new_entry_that_looks_like_another_is_asked_about(coordinator):
    known = PartnerFactory(code="P1", name_en="Harbour School", country="TW", region="TW-TPE")

    refused = coordinator.post(f"{LIST}new/", form_data())
    label = "似た登録とは別の学校です"
    assert label not in coordinator.get(f"{LIST}new/").content.decode(), "nothing is asked yet"
    assert label in refused.content.decode()
    assert set(refused.context["form"].errors) == {"is_another"}
    assert f"/cms/partners/edit/{known.pk}/" in refused.content.decode()
    assert "Harbour School" in refused.content.decode()

    assert coordinator.post(f"{LIST}new/", form_data(is_another="on")).status_code == 302
    assert PartnerSchool.objects.filter(name_en="Harbour School").count() == 2


def test_an_entry_whose_name_did_not_change_is_not_asked_about(coordinator):
    PartnerFactory(code="P1", name_en="Harbour School", country="TW", region="TW-TPE")
    coordinator.post(f"{LIST}new/", form_data(is_another="on"))
    made = PartnerSchool.objects.get(code="P900")
    period = made.periods.get()
    same = form_data(**{"capacity": "3", "periods-INITIAL_FORMS": "1", "periods-0-id": str(period.pk)})

    assert coordinator.post(f"{LIST}edit/{made.pk}/", same).status_code == 302
    assert PartnerSchool.objects.get(code="P900").capacity == 3


def test_who_verified_is_noted(coordinator, coordinator_user):
    coordinator.post(f"{LIST}new/", form_data(verification="listed", evidence="List of schools, 2026"))
    partner = PartnerSchool.objects.get(code="P900")

    assert (partner.verified_on, partner.verified_by) == (timezone.localdate(), coordinator_user)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"verification": "none"}, {"bare", "twin"}),
        ({"verification": "listed"}, {"whole"}),
        ({"lacking": "lessons"}, {"bare", "twin"}),
        ({"lacking": "terms"}, {"bare", "twin", "whole"}),
        ({"lacking": "timezone"}, {"bare"}),
        ({"lacking": "contact"}, {"bare"}),
        ({"entries": "duplicates"}, {"bare", "twin"}),
        ({"entries": "merged"}, set()),
        ({"entries": "standing"}, {"bare", "twin", "whole"}),
        ({"freshness": "full"}, {"whole"}),
        ({"origin": "import"}, {"twin"}),
    ],
)
def test_the_register_is_narrowed_down(coordinator, query, found):
    today = timezone.localdate()
    PartnerFactory(code="bare", name_en="Twin School", timezone="")
    contact = {"contact_email": "office@example.com"}
    PartnerPeriodFactory(
        partner=PartnerFactory(code="whole", verification="listed", verified_on=today, full_until=today, **contact)
    )
    PartnerFactory(code="twin", name_en="Twin", origin="import", **contact)

    rows = coordinator.get(LIST, query).context["object_list"]
    assert {partner.code for partner in rows} == found


def test_the_desk_merges_on_a_page_and_takes_it_back(coordinator):
    kept = PartnerFactory(code="KEPT", name="一", website="")
    other = PartnerFactory(code="DUP", name="二", website="https://new.example.com/")
    page = coordinator.get(f"{LIST}{kept.pk}/merge/{other.pk}/")
    assert "https://new.example.com/" in page.content.decode()
    form = page.context["form"]
    data = {name: field.initial for name, field in form.fields.items()}
    assert data["website"] == "duplicate"

    assert coordinator.post(f"{LIST}{kept.pk}/merge/{other.pk}/", {**data, "name": "duplicate"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.website) == ("二", "https://new.example.com/")

    merge = PartnerMerge.objects.get()
    assert coordinator.get(f"/cms/partner_merges/{merge.pk}/undo/").status_code == 200
    assert other.name in coordinator.get("/cms/partner_merges/").content.decode()
    assert coordinator.post(f"/cms/partner_merges/{merge.pk}/undo/").status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.website) == ("一", "")


def test_a_merge_without_a_choice_is_refused_beside_the_field(coordinator):
    kept, other = PartnerFactory(name="一"), PartnerFactory(name="二")

    response = coordinator.post(f"{LIST}{kept.pk}/merge/{other.pk}/", {"name": "nobody"})

    assert response.status_code == 422
    assert "name" in response.context["form"].errors
    assert not PartnerMerge.objects.exists()


def test_a_merge_that_somebody_else_has_made_is_told(coordinator):
    kept, other = PartnerFactory(), PartnerFactory()
    data = {
        name: field.initial
        for name, field in coordinator.get(f"{LIST}{kept.pk}/merge/{other.pk}/").context["form"].fields.items()
    }
    merge_partners(kept, other, {}, actor=None)

    response = coordinator.post(f"{LIST}{kept.pk}/merge/{other.pk}/", {**data, "state": "kept"})

    assert response.status_code == 422
    assert PartnerMerge.objects.count() == 1


def test_two_schools_are_told_apart(coordinator):
    one, other = PartnerFactory(name_en="Twin"), PartnerFactory(name_en="Twin")
    assert "Twin" in coordinator.get(f"{LIST}{one.pk}/duplicates/").content.decode()

    assert coordinator.post(f"{LIST}{one.pk}/apart/{other.pk}/").status_code == 302
    assert DistinctPair.objects.count() == 1
    assert coordinator.get(f"{LIST}{one.pk}/duplicates/").context["likenesses"] == []
    assert coordinator.get(f"{LIST}{one.pk}/merge/{one.pk}/").status_code == 404


def test_the_record_tells_what_was_asked_and_done(coordinator):
    partner = PartnerFactory(requests=3, replies=2, evidence="List of schools, 2026")
    request = RequestFactory(partner=partner)
    text = coordinator.get(f"{LIST}{partner.pk}/record/").content.decode()

    assert request.wish.title in text
    assert "3件中2件" in text
    assert "List of schools, 2026" in text


BULK = "/cms/bulk/partners/partnerschool/"


def test_many_are_confirmed_after_a_question(coordinator):
    first, second, third = PartnerFactory.create_batch(3, confirmed_on=datetime.date(2025, 1, 1))
    address = f"{BULK}confirm/?id={first.pk}&id={second.pk}&next=/cms/partners/"
    assert first.name in coordinator.get(address).content.decode()

    wrong = coordinator.post(address, {"on": timezone.localdate() + datetime.timedelta(days=1)})
    assert "on" in wrong.context["form"].errors
    assert coordinator.post(address, {"on": timezone.localdate()}).url == "/cms/partners/"

    days = dict(PartnerSchool.objects.values_list("pk", "confirmed_on"))
    today = timezone.localdate()
    assert days == {first.pk: today, second.pk: today, third.pk: datetime.date(2025, 1, 1)}


def test_all_under_the_filters_are_meant_by_all(coordinator):
    PartnerFactory(code="there", country="TW", region="")
    PartnerFactory(code="here", country="AU", region="")
    address = f"{BULK}pause/?id=all&next=%2Fcms%2Fpartners%2F%3Fcountry%3DTW"

    coordinator.post(address)

    assert dict(PartnerSchool.objects.values_list("code", "status")) == {"there": "paused", "here": "active"}


def test_too_many_at_once_are_refused(coordinator, monkeypatch):
    monkeypatch.setattr("members.partners.desk.bulk.MOST_AT_ONCE", 1)
    PartnerFactory.create_batch(2)

    assert "1件まで" in coordinator.get(f"{BULK}close/?id=all").content.decode()
    assert coordinator.post(f"{BULK}close/?id=all").status_code == 200
    assert not PartnerSchool.objects.filter(status="closed").exists()


def test_a_verification_and_its_reason_are_noted_for_many(coordinator, coordinator_user):
    partner = PartnerFactory()
    address = f"{BULK}verify/?id={partner.pk}&id=x"
    data = {"level": "confirmed", "on": "2026-05-01", "evidence": "Visit"}

    assert "evidence" in coordinator.post(address, {**data, "evidence": ""}).context["form"].errors
    coordinator.post(address, data)
    partner.refresh_from_db()
    assert (partner.verification, partner.verified_by, partner.evidence) == ("confirmed", coordinator_user, "Visit")

    coordinator.post(address, {**data, "level": "none", "evidence": "Wrong school"})
    partner.refresh_from_db()
    assert (partner.verified_on, partner.verified_by) == (None, None)


def test_a_merged_duplicate_stays_closed(coordinator):
    kept, other = PartnerFactory(), PartnerFactory()
    merge_partners(kept, other, {}, actor=None)
    coordinator.post(f"{BULK}activate/?id={other.pk}")

    other.refresh_from_db()
    assert other.status == "closed"


@pytest.mark.parametrize("action", ["confirm", "verify", "activate", "pause", "close"])
def test_an_editor_does_nothing_to_partners(editor, action):
    partner = PartnerFactory()
    assert editor.post(f"{BULK}{action}/?id={partner.pk}").status_code in (302, 403)
    partner.refresh_from_db()
    assert (partner.status, partner.verification) == ("active", "none")
