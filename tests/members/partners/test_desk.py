import datetime

import pytest
from wagtail.models import ModelLogEntry

from members.partners.models import DATA_VERSION, Agreement, PartnerSchool
from portal.core.versions import current_version
from tests.desk_forms import empty_formset
from tests.factories.partners import AgreementFactory, PartnerFactory, PartnerPeriodFactory

pytestmark = pytest.mark.django_db
LIST = "/cms/partners/"


def form_data(**changes):
    """What the browser sends for a partner with one lesson."""
    empty = (
        "name_local",
        "local_language",
        "website",
        "notes",
        "contact_name",
        "contact_email",
        "introduction_ja",
        "introduction_en",
        "story_ja",
        "story_en",
        "full_until",
        "verified_on",
        "evidence",
    )
    return {
        **dict.fromkeys(empty, ""),
        "code": "P900",
        "name": "みなと小学校",
        "name_en": "Harbour School",
        "country": "TW",
        "region": "TW-TPE",
        "city": "Taipei",
        "city_ja": "台北",
        "timezone": "Asia/Taipei",
        "status": "active",
        "confirmed_on": "2026-06-01",
        "capacity": "2",
        "age_min": "8",
        "age_max": "12",
        "class_size": "28",
        "exchange_types": ["live_online"],
        "themes": ["food"],
        "months": ["5", "6"],
        "tools": ["zoom"],
        "languages_code_0": "zh",
        "languages_grade_0": "4",
        "languages_code_1": "ja",
        "languages_grade_1": "1",
        "importance_code_0": "age",
        "importance_grade_0": "2",
        "minutes_before": "0",
        "minutes_after": "0",
        **empty_formset("terms"),
        **empty_formset("special_days"),
        **empty_formset("photos"),
        "letter_language": "en",
        "verification": "none",
        "periods-TOTAL_FORMS": "1",
        "periods-INITIAL_FORMS": "0",
        "periods-MIN_NUM_FORMS": "0",
        "periods-MAX_NUM_FORMS": "1000",
        "periods-0-id": "",
        "periods-0-weekday": "1",
        "periods-0-starts": "9:00",
        "periods-0-ends": "9:40",
        "periods-0-DELETE": "",
        **changes,
    }


def test_a_coordinator_creates_and_edits_a_partner_with_its_lessons(coordinator):
    assert coordinator.post(f"{LIST}new/", form_data()).status_code == 302
    partner = PartnerSchool.objects.get(code="P900")
    before = current_version(DATA_VERSION)

    assert (partner.languages, partner.importance, partner.months) == ({"ja": 1, "zh": 4}, {"age": 2}, [5, 6])
    assert partner.periods.get().starts == datetime.time(9, 0)

    period = partner.periods.get()
    change = form_data(
        **{"status": "paused", "periods-INITIAL_FORMS": "1", "periods-0-id": str(period.pk), "periods-0-ends": "9:50"}
    )
    assert coordinator.get(f"{LIST}edit/{partner.pk}/").status_code == 200
    assert coordinator.post(f"{LIST}edit/{partner.pk}/", change).status_code == 302
    partner = PartnerSchool.objects.get(code="P900")

    assert (partner.status, partner.periods.get().ends) == ("paused", datetime.time(9, 50))
    assert current_version(DATA_VERSION) > before
    assert coordinator.get(f"{LIST}history/{partner.pk}/").status_code == 200
    assert coordinator.get(f"{LIST}inspect/{partner.pk}/").status_code == 200
    assert list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "wagtail.create",
        "wagtail.edit",
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"age_max": "6"}, "age_max"),
        ({"timezone": "Taipei"}, "timezone"),
        ({"region": "AU-NSW"}, "region"),
        ({"languages_grade_0": ""}, "languages"),
        ({"languages_code_1": "zh"}, "languages"),
        ({"languages_code_0": "xx"}, "languages"),
        ({"months": ["13"]}, "months"),
        ({"capacity": "-1"}, "capacity"),
        ({"website": "javascript:alert(1)"}, "website"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field(coordinator, wrong, field):
    response = coordinator.post(f"{LIST}new/", form_data(**wrong))

    assert set(response.context["form"].errors) == {field}
    assert "Harbour School" in response.content.decode()
    assert not PartnerSchool.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["melbourne", "paused", "stale", "taipei"]),
        ({"country": "TW"}, ["taipei"]),
        ({"status": "paused"}, ["paused"]),
        ({"freshness": "stale"}, ["stale"]),
        ({"freshness": "listed"}, ["melbourne", "taipei"]),
        ({"freshness": "to_confirm"}, ["melbourne"]),
        ({"exchange_type": "artwork"}, ["taipei"]),
        ({"q": "みなと"}, ["taipei"]),
        ({"q": "harbour"}, ["taipei"]),
        ({"q": "メルボルン"}, ["melbourne"]),
    ],
)
def test_a_coordinator_searches_and_filters(coordinator, query, found):
    today = datetime.date.today()
    PartnerFactory(
        code="taipei",
        name="みなと小学校",
        name_en="Harbour School",
        country="TW",
        region="TW-TPE",
        exchange_types=["artwork"],
    )
    PartnerFactory(code="melbourne", city_ja="メルボルン", confirmed_on=today - datetime.timedelta(days=420))
    PartnerFactory(code="paused", status="paused", confirmed_on=today - datetime.timedelta(days=30))
    PartnerFactory(code="stale", confirmed_on=today - datetime.timedelta(days=700))

    rows = coordinator.get(LIST, query).context["object_list"]

    assert sorted(partner.code for partner in rows) == found


def test_the_export_holds_what_the_desk_knows(coordinator):
    PartnerFactory(code="X1", contact_email="jane@example.com", website="https://example.com/", notes="=1+1")
    csv = b"".join(coordinator.get(LIST, {"export": "csv"}).streaming_content).decode()

    assert "国・地域" in csv.splitlines()[0]
    assert "jane@example.com" in csv
    assert "live_online; letter_card" in csv


def test_the_list_asks_the_same_queries_for_1_and_5_rows(coordinator, django_assert_num_queries):
    PartnerFactory()
    coordinator.get(LIST)
    with django_assert_num_queries(11):
        coordinator.get(LIST)
    PartnerFactory.create_batch(4)
    with django_assert_num_queries(11):
        coordinator.get(LIST)


def test_a_coordinator_keeps_the_agreements(coordinator):
    agreement = AgreementFactory()
    data = {
        "counterpart_ja": "タイ王国教育省",
        "counterpart_en": "Ministry of Education, Thailand",
        "country": "TH",
        "region": "",
        "signed_on": "2018-02-21",
        "renewed_on": "",
        "url": "",
    }

    assert coordinator.get("/cms/agreements/", {"q": "ニュー"}).context["object_list"].get() == agreement
    assert coordinator.post("/cms/agreements/new/", data).status_code == 302
    assert Agreement.objects.covering("TH", "TH-10").get().counterpart_ja == "タイ王国教育省"


@pytest.mark.parametrize("path", [LIST, f"{LIST}new/", "/cms/agreements/"])
def test_an_editor_gets_nothing_of_the_partners(editor, member, path):
    partner = PartnerFactory(name="秘密の相手校")
    PartnerPeriodFactory(partner=partner)
    for address in (path, f"{LIST}edit/{partner.pk}/", f"{LIST}inspect/{partner.pk}/", f"{LIST}?export=csv"):
        response = editor.get(address, follow=True)
        assert response.redirect_chain or response.status_code == 403
        assert "秘密の相手校" not in response.content.decode()
        assert "/cms/login/" in member.get(address)["Location"]
