import pytest
from django.core.exceptions import ValidationError

from members.partners.models import ShortlistEntry
from members.partners.services import add_to_shortlist, change_note, shortlist
from tests.factories.partners import PartnerFactory
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db
LIST = "/members/partners/shortlist/"
ADD = f"{LIST}add/"


@pytest.fixture
def partner():
    return PartnerFactory(name="わかば小学校")


@pytest.fixture
def entry(membership, partner):
    add_to_shortlist(membership.school, partner, actor=membership.user)
    return ShortlistEntry.objects.get()


def test_a_school_puts_a_partner_on_its_list_once(member, reader, outsider, membership, partner):
    for _twice in range(2):
        answer = member.post(ADD, {"partner": partner.pk, "next": "/members/partners/?country=AU"})
        assert answer["Location"] == "/members/partners/?country=AU"
    entry = ShortlistEntry.objects.get()

    assert (entry.school, entry.partner, entry.added_by) == (membership.school, partner, membership.user)
    assert "わかば小学校" in member.get(LIST).content.decode()
    assert "わかば小学校" in reader.get(LIST).content.decode()
    assert "わかば小学校" not in outsider.get(LIST).content.decode()
    assert "候補リストに登録済み" in member.get("/members/partners/").content.decode()


def test_other_addresses_are_not_gone_to(member, partner):
    assert member.post(ADD, {"partner": partner.pk, "next": "https://example.org/"})["Location"] == LIST


@pytest.mark.parametrize("value", ["", "x", "999999", "9" * 30, "²"])
def test_what_is_no_partner_is_not_found(member, value):
    assert member.post(ADD, {"partner": value}).status_code == 404


def test_readers_see_and_do_not_write(reader, entry, partner):
    for address in (ADD, f"{LIST}{entry.pk}/note/", f"{LIST}{entry.pk}/remove/"):
        assert reader.post(address, {"partner": partner.pk, "note": "x"}).status_code == 403
    page = reader.get(LIST).content.decode()
    assert "メモを書く" not in page
    assert "候補リストに追加" not in reader.get(f"/members/partners/{partner.pk}/").content.decode()
    assert ShortlistEntry.objects.get().note == ""


def test_a_note_is_written_by_somebody_and_read_by_all(member, reader, membership, entry):
    assert member.post(f"{LIST}{entry.pk}/note/", {"note": "5年生の交流に\n良さそう"})["Location"] == LIST
    entry.refresh_from_db()

    assert entry.noted_by == membership.user
    assert "5年生の交流に\n良さそう" in reader.get(LIST).content.decode().replace("\r", "")


def test_a_note_that_a_colleague_wrote_meanwhile_is_shown_and_not_lost(member, membership, entry):
    address = f"{LIST}{entry.pk}/note/"
    colleague = MembershipFactory(school=membership.school, user__name="三鷹 葉").user
    change_note(entry, "同僚の\nメモ", opened_with="", actor=colleague)

    answer = member.post(address, {"note": "自分のメモ", "opened_with": ""})
    assert answer.status_code == 422
    text = answer.content.decode()
    for words in ("三鷹", "同僚の", "自分のメモ"):
        assert words in text
    entry.refresh_from_db()
    assert entry.note == "同僚の\nメモ"
    again = {"note": "自分のメモ", "opened_with": answer.context["form"]["opened_with"].value().replace("\n", "\r\n")}
    assert member.post(address, again)["Location"] == LIST
    entry.refresh_from_db()
    assert entry.note == "自分のメモ"


def test_a_note_that_was_deleted_meanwhile_is_told_of(member, membership, entry):
    address = f"{LIST}{entry.pk}/note/"
    assert "同じ" not in member.post(address, {"note": "同じ", "opened_with": ""}).content.decode()
    change_note(entry, "", opened_with="同じ", actor=membership.user)
    answer = member.post(address, {"note": "別のメモ", "opened_with": "同じ"})

    assert answer.status_code == 422
    assert "削除しました" in answer.content.decode()
    same = {"note": "", "opened_with": "同じ"}
    assert member.post(address, same)["Location"] == LIST, "what is stored already contradicts nobody"


def test_too_long_a_note_is_refused_beside_its_field(member, entry):
    answer = member.post(f"{LIST}{entry.pk}/note/", {"note": "長" * 501})

    assert answer.status_code == 422
    assert "長" * 501 in answer.content.decode()


def test_a_partner_is_taken_off_after_a_question(member, entry):
    address = f"{LIST}{entry.pk}/remove/"
    assert member.get(address).status_code == 200
    assert ShortlistEntry.objects.count() == 1
    assert member.post(address)["Location"] == LIST
    assert not ShortlistEntry.objects.exists()
    assert member.post(address).status_code == 404


def test_another_school_finds_no_entry(outsider, entry):
    for verb in ("note", "remove"):
        assert outsider.get(f"{LIST}{entry.pk}/{verb}/").status_code == 404
        assert outsider.post(f"{LIST}{entry.pk}/{verb}/", {"note": "x"}).status_code == 404
    assert ShortlistEntry.objects.get().note == ""


def test_a_partner_that_left_stays_by_name_only(member, entry, partner):
    partner.status = "closed"
    partner.save()
    page = member.get(LIST).content.decode()

    assert "わかば小学校" in page
    assert f'href="/members/partners/{partner.pk}/"' not in page
    assert "この学校は現在参加していません。" in page


def test_a_list_is_bounded(membership, partner, monkeypatch):
    monkeypatch.setattr(shortlist, "MOST_ENTRIES", 1)
    add_to_shortlist(membership.school, partner, actor=membership.user)
    with pytest.raises(ValidationError):
        add_to_shortlist(membership.school, PartnerFactory(), actor=membership.user)
    assert not add_to_shortlist(membership.school, partner, actor=membership.user)


def test_an_empty_list_shows_the_way(member):
    assert "候補リストはまだ空です" in member.get(LIST).content.decode()


def test_the_list_asks_the_same_queries_for_1_and_5_rows(member, membership, django_assert_num_queries):
    def add(number):
        for partner in PartnerFactory.create_batch(number):
            add_to_shortlist(membership.school, partner, actor=MembershipFactory(school=membership.school).user)

    add(1)
    member.get(LIST)
    with django_assert_num_queries(6):
        member.get(LIST)
    add(4)
    with django_assert_num_queries(6):
        member.get(LIST)
