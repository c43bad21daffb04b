import datetime
import io
import re

import pypdf
import pytest
import time_machine
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.schools.models import School
from members.schools.registration_models import CardLink, SchoolContact, SchoolEquipment
from members.schools.services.cards import MOST_OPEN, card_token, give_out_card, revoke_card
from members.schools.whole_record import record_of
from portal.core.retention import apply_all
from tests.factories.registration import complete
from tests.pdf import needs_pdf

pytestmark = pytest.mark.django_db
CARD = "/members/school/card/"


@pytest.fixture
def school(membership):
    return complete(membership.school)


@pytest.fixture
def link(membership, school):
    return give_out_card(school, "Lincoln School", days=60, actor=membership.user)


def path_of(link):
    return f"/school-card/{card_token(link)}/"


def test_the_card_shows_both_languages_side_by_side(anonymous, link):
    page = anonymous.get(path_of(link)).content.decode()

    assert '<html lang="en">' in page
    for word in (
        "Midori Elementary School",
        "江東区立みどり小学校",
        "Elementary school",
        "小学校",
        "Koto City",
        "江東区",
    ):
        assert word in page, word
    assert "380" in page
    assert "between 8:45 and 15:10, Japan time (UTC+9)" in page
    assert 'lang="ja"' in page


def test_the_card_follows_the_record(anonymous, link, school):
    School.objects.filter(pk=school.pk).update(pupils=1391, introduction_en="We like the sea.")
    SchoolEquipment.objects.update(line="mobile")
    page = anonymous.get(path_of(link)).content.decode()

    assert "1,391" in page
    assert "We like the sea." in page
    assert "By mobile network only" in page


def secrets_of(school, membership):
    """Everything a partner must never read, as it is stored."""
    contact = SchoolContact.objects.get(school=school)
    names = ("fax", "person_name", "person_job", "person_email", "person_phone", "reachable", "principal_name")
    found = [getattr(contact, name) for name in names] + [
        school.phone,
        school.email,
        school.address,
        school.postal_code,
    ]
    equipment = SchoolEquipment.objects.get(school=school)
    return [
        *found,
        equipment.restrictions,
        school.equipment,
        school.code,
        membership.user.username,
        membership.user.name,
    ]


def test_nothing_but_what_is_meant_for_partners_is_on_it(anonymous, link, school, membership):
    School.objects.filter(pk=school.pk).update(code="SECRETCODE", equipment="職員室の内線は二番")
    SchoolContact.objects.update(person_phone="090-1111-2222", person_job="主幹教諭")
    membership.user.name = "ログインする人"
    membership.user.save()
    school.refresh_from_db()
    hidden = secrets_of(school, membership)
    assert all(hidden), "each of them is filled in, so that it could leak"
    page = anonymous.get(path_of(link)).content.decode()

    assert [word for word in hidden if word in page] == []
    assert "Lincoln School" not in page, "the school's own note"


def test_the_page_is_found_by_nobody_and_tells_no_other_site(anonymous, link):
    response = anonymous.get(path_of(link))

    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies
    assert 'content="noindex' in response.content.decode()


def test_an_expired_link_is_gone_in_english_first(anonymous, link, settings):
    day_before, day_after = (link.expires_at + datetime.timedelta(days=days) for days in (-1, 1))
    with time_machine.travel(day_before, tick=False):
        assert anonymous.get(path_of(link)).status_code == 200
    with time_machine.travel(day_after, tick=False):
        response = anonymous.get(path_of(link))
        pdf = anonymous.get(f"{path_of(link)}card.pdf")
    page = response.content.decode()

    assert (response.status_code, pdf.status_code) == (410, 410)
    assert '<html lang="en">' in page
    assert page.index("can no longer be opened") < page.index("開けなくなりました")
    assert "Midori" not in page
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_link_taken_back_opens_nothing(anonymous, member, link):
    response = member.post(f"{CARD}links/{link.pk}/revoke/", follow=True)

    assert "リンクを取り消しました" in response.content.decode()
    assert path_of(link) not in response.content.decode()
    assert anonymous.get(path_of(link)).status_code == 410
    entry = ModelLogEntry.objects.get(action="schools.card_revoked")
    assert card_token(link) not in str(entry.data)


@pytest.mark.parametrize(
    "change", [lambda token: token[:-1], lambda token: "x" + token, lambda token: token.split("~")[0]]
)
def test_a_changed_token_opens_nothing(anonymous, link, change):
    response = anonymous.get(f"/school-card/{change(card_token(link))}/")

    assert response.status_code == 404
    assert "Midori" not in response.content.decode()
    assert 'lang="en"' in response.content.decode()


def test_a_token_cannot_be_made_from_the_database_alone(link, settings):
    token = card_token(link)
    settings.SECRET_KEY = "another key of another portal, long enough to be one"
    from django.core.signing import Signer

    assert Signer(salt="members.schools.card", sep="~").sign(link.key) != token


def test_a_school_gives_out_links_and_sees_them(member, membership, school):
    response = member.post(CARD, {"given_to": "台北の相手校", "days": "60"}, follow=True)
    page = response.content.decode()
    link = CardLink.objects.get()

    assert response.status_code == 200
    assert "台北の相手校" in page
    assert path_of(link) in page
    assert link.created_by == membership.user
    assert (link.expires_at - timezone.now()).days in (59, 60)
    assert ModelLogEntry.objects.get(action="schools.card_given").data == {"link": link.pk, "days": 60}


@pytest.mark.parametrize(
    "wrong", [{"given_to": "", "days": "60"}, {"given_to": "x", "days": "61"}, {"given_to": "あ" * 121, "days": "60"}]
)
def test_a_wrong_link_is_told_beside_its_field(member, school, wrong):
    response = member.post(CARD, wrong)

    assert response.status_code == 422
    assert len(response.context["form"].errors) == 1
    assert not CardLink.objects.exists()


def test_sixty_days_are_usual(member, school):
    assert re.search(r'value="60"[^>]*checked', member.get(CARD).content.decode())


def test_there_is_an_end_to_open_links(member, membership, school):
    for number in range(MOST_OPEN):
        give_out_card(school, f"{number}", days=14, actor=membership.user)
    assert member.post(CARD, {"given_to": "one more", "days": "14"}).status_code == 422
    revoke_card(CardLink.objects.first(), actor=membership.user)
    assert member.post(CARD, {"given_to": "one more", "days": "14"}).status_code == 302


def test_links_that_are_over_are_forgotten_in_time(link):
    now = link.expires_at
    assert apply_all(now + datetime.timedelta(days=399))["schools.card_links"] == 0
    assert apply_all(now + datetime.timedelta(days=401))["schools.card_links"] == 1
    assert not CardLink.objects.exists()


def test_the_whole_record_of_a_school_holds_its_registration_and_no_key(link, school):
    record = record_of(school)
    assert record["contact"][0]["principal_name"] == "佐藤一郎"
    assert record["equipment"][0]["line"] == "both"
    assert record["card_links"][0]["given_to"] == "Lincoln School"
    assert link.key not in str(record)


def test_a_reader_sees_the_card_and_gives_nothing_out(reader, link):
    page = reader.get(CARD).content.decode()

    assert "Midori Elementary School" in page
    assert "/revoke/" not in page
    assert reader.post(CARD, {"given_to": "x", "days": "60"}).status_code == 403
    assert reader.post(f"{CARD}links/{link.pk}/revoke/").status_code == 403
    assert CardLink.objects.get().is_open


def test_another_schools_links_are_none_of_ours(outsider, link):
    assert "Lincoln" not in outsider.get(CARD).content.decode()
    assert outsider.post(f"{CARD}links/{link.pk}/revoke/").status_code == 404
    assert CardLink.objects.get().is_open


def test_the_list_asks_the_same_queries_for_1_and_5_links(member, membership, school, link, django_assert_num_queries):
    member.get(CARD)
    with django_assert_num_queries(10):
        member.get(CARD)
    for number in range(4):
        give_out_card(school, f"{number}", days=14, actor=membership.user)
    with django_assert_num_queries(10):
        member.get(CARD)


def test_a_card_without_english_says_so(anonymous, membership):
    School.objects.filter(pk=membership.school_id).update(name_en="")
    link = give_out_card(membership.school, "x", days=14, actor=membership.user)
    page = anonymous.get(path_of(link)).content.decode()

    assert '<h2 class="card-side__name" lang="ja">江東区立みどり小学校</h2>' in page
    assert "The introduction in this language will follow." in page


@needs_pdf
def test_the_longest_card_is_a_pdf_of_one_page(anonymous, member, link, school):
    School.objects.filter(pk=school.pk).update(introduction_ja="海" * 800, introduction_en="sea and " * 200)
    for client, path in ((anonymous, f"{path_of(link)}card.pdf"), (member, f"{CARD}card.pdf")):
        response = client.get(path)
        assert response["Content-Type"] == "application/pdf", path
        assert len(pypdf.PdfReader(io.BytesIO(response.content)).pages) == 1
