import datetime
import re

import pytest
import time_machine
from django.http import Http404

from members.partners import load
from members.partners.models import PartnerPhoto
from members.partners.selectors import get_partner_or_404, photos_of
from tests.factories.media import make_image
from tests.factories.partners import AgreementFactory, PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRETS = ("Jane Secret", "jane@example.com", "電話は16時以降", "CODE-77")


@pytest.fixture
def partner():
    return PartnerFactory(
        code="CODE-77",
        contact_name="Jane Secret",
        contact_email="jane@example.com",
        notes="電話は16時以降",
        requests=41,
        replies=39,
        capacity=3,
    )


@pytest.fixture
def open_requests(monkeypatch):
    """Set how many requests each partner has."""
    found = {}
    monkeypatch.setattr(load, "_sources", [lambda ids: {pk: found.get("all", 0) for pk in ids or ()}])
    return found


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_contact_data_notes_and_load_never_reach_a_school(member, partner, open_requests, prefix):
    open_requests["all"] = 94217  # no day, no hour, no number of a school
    pages = [
        member.get(f"{prefix}/members/partners/{partner.pk}/"),
        member.get(f"{prefix}/members/partners/"),
        member.get(f"{prefix}/members/partners/", {"q": "Secret"}),
    ]

    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        for secret in SECRETS:
            assert secret not in text
        assert "94217" not in text
        assert "94,217" not in text
    for words in ("Secret", "jane@example.com", "16時以降"):
        assert member.get("/members/partners/", {"q": words}).context["total"] == 0


def test_the_page_says_what_the_partner_is_and_looks_for(member, partner):
    AgreementFactory()
    text = member.get(f"/members/partners/{partner.pk}/").content.decode()

    for words in (
        partner.name,
        partner.name_en,
        "オーストラリア・ニューサウスウェールズ州（シドニー）",
        "8〜12歳",
        "28名ほど",
        "覚書締結先",
        "ニューサウスウェールズ州教育省",
        "平成28（2016）年10月6日締結",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("requests", "replies", "words"), [(2, 2, ""), (3, 3, "依頼3件のうち3件に回答"), (5, 4, "依頼5件のうち4件に回答")]
)
def test_answers_are_told_from_three_requests_on(member, requests, replies, words):
    partner = PartnerFactory(requests=requests, replies=replies)
    text = member.get(f"/members/partners/{partner.pk}/").content.decode()

    assert words in text
    assert ("件に回答" in text) == bool(words)


def test_story_verification_and_hours_apart(member):
    partner = PartnerFactory(
        story_ja="海のそばの学校です。",
        story_en="A school by the sea.",
        verification="listed",
        verified_on=datetime.date(2026, 5, 1),
        evidence="NSW list of schools",
    )
    text = member.get(f"/members/partners/{partner.pk}/").content.decode()

    assert "海のそばの学校です。" in text
    assert "A school by the sea." in text
    assert "公的な学校名簿への掲載を事務局が確認しました（令和8（2026）年5月1日）。" in text
    assert "NSW list of schools" not in text


def test_only_photographs_with_consent_are_shown(member):
    partner = PartnerFactory()
    shown = PartnerPhoto.objects.create(partner=partner, image=make_image(consent="not_needed"), caption_ja="校庭")
    hidden = PartnerPhoto.objects.create(partner=partner, image=make_image(consent="missing"), caption_ja="教室")
    assert [photo.pk for photo in photos_of(partner)] == [shown.pk]
    text = member.get(f"/members/partners/{partner.pk}/").content.decode()
    assert shown.caption in text
    assert hidden.caption not in text

    shown.image.consent = "withdrawn"
    shown.image.save()
    assert photos_of(partner) == []


def test_no_badge_without_an_agreement(member):
    partner = PartnerFactory(region="AU-VIC")
    AgreementFactory()

    assert "覚書締結先" not in member.get(f"/members/partners/{partner.pk}/").content.decode()


@pytest.mark.parametrize(("waiting", "words"), [(0, "受付中"), (5, "受付中"), (6, "現在は受付を休止")])
def test_a_full_partner_takes_no_requests(member, partner, open_requests, waiting, words):
    open_requests["all"] = waiting

    assert words in member.get(f"/members/partners/{partner.pk}/").content.decode()


def test_a_paused_partner_takes_no_requests(member):
    partner = PartnerFactory(status="paused")

    assert "現在は受付を休止" in member.get(f"/members/partners/{partner.pk}/").content.decode()


def test_closed_stale_and_unknown_partners_are_not_there(member):
    gone = [
        PartnerFactory(status="closed"),
        PartnerFactory(confirmed_on=None),
        PartnerFactory(confirmed_on=datetime.date(2020, 1, 1)),
    ]

    for pk in (*(partner.pk for partner in gone), 999_999, 10**15):
        assert member.get(f"/members/partners/{pk}/").status_code == 404


def test_the_getter_is_for_members_only(membership, partner):
    assert get_partner_or_404(membership.user, partner.pk) == partner
    for stranger in (
        UserFactory(),
        UserFactory(is_superuser=True),
        MembershipFactory(ends_on=datetime.date(2021, 1, 1)).user,
    ):
        with pytest.raises(Http404):
            get_partner_or_404(stranger, partner.pk)


def test_anonymous_visitors_log_in_and_staff_get_a_clear_page(client, coordinator, partner):
    path = f"/members/partners/{partner.pk}/"

    assert client.get(path)["Location"] == f"/members/login/?next={path}"
    assert coordinator.get(path).status_code == 403


def test_the_page_asks_the_same_queries_for_1_and_5_lessons(member, partner, django_assert_num_queries):
    PartnerPeriodFactory(partner=partner)
    path = f"/members/partners/{partner.pk}/"
    member.get(path)
    with django_assert_num_queries(19):
        member.get(path)
    for hour in (10, 11, 12, 13):
        PartnerPeriodFactory(partner=partner, starts=datetime.time(hour), ends=datetime.time(hour, 45))
    with django_assert_num_queries(19):
        member.get(path)


@time_machine.travel("2026-11-20 03:00+00:00")
def test_the_page_shows_both_readings_of_a_lesson(membership, client, partner):
    PartnerPeriodFactory(partner=partner)
    client.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
    text = client.get(f"/members/partners/{partner.pk}/").content.decode()

    assert "14:00" in text, "noon in Tokyo"
    assert "東京より2時間進んでいます" in text
    assert "令和9年4月4日（日曜日）" in text
    assert text.index("火曜日 9:00–9:50") < text.index("火曜日 7:00–7:50") < text.index("火曜日 8:00–8:50")
    assert re.search(r"<dt>時差</dt>\s*<dd>東京より2時間進んでいます</dd>", text)


def test_a_partner_of_whom_little_is_known_has_a_page(member):
    partner = PartnerFactory(
        name_en="",
        region="",
        city="",
        city_ja="",
        timezone="",
        age_min=None,
        age_max=None,
        languages={},
        themes=[],
        months=[],
        tools=[],
        exchange_types=[],
        class_size=None,
    )

    for prefix in ("", "/en"):
        assert member.get(f"{prefix}/members/partners/{partner.pk}/").status_code == 200
