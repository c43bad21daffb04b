import pytest
from wagtail.models import ModelLogEntry

from members.schools.models import Role, School
from members.schools.registration.parts import PARTS
from members.schools.registration_models import PartYear, SchoolContact, SchoolEquipment
from members.schools.services import create_standard_timetable
from members.schools.services.registration import Entry, confirm_part
from tests.factories.registration import complete, typed
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db
SCHOOL = "/members/school/"
BASICS, CONTACTS, EQUIPMENT = f"{SCHOOL}basics/", f"{SCHOOL}contacts/", f"{SCHOOL}equipment/"
WEEK = f"{SCHOOL}timetable/"
PAGES = (BASICS, CONTACTS, EQUIPMENT, WEEK)
PRINT, CARD = f"{SCHOOL}print/", f"{SCHOOL}card/"


def test_a_school_registers_in_any_width(member, membership):
    school = membership.school
    data = typed(school, "basics", postal_code="〒１３５−００４２", name_kana="ﾐﾄﾞﾘ", pupils="３８０", classes="１２")
    response = member.post(BASICS, data, follow=True)
    school.refresh_from_db()

    assert response.redirect_chain[0][0] == SCHOOL
    assert "「基本情報」を保存し、今年度の内容として確認しました" in response.content.decode()
    assert (school.postal_code, school.name_kana, school.pupils, school.classes) == ("135-0042", "みどり", 380, 12)


def test_contacts_and_equipment_get_rows_of_their_own(member, membership):
    member.post(CONTACTS, typed(membership.school, "contacts", phone="０３（１２３４）５６７８", fax="0312345679"))
    member.post(EQUIPMENT, typed(membership.school, "equipment"))
    school = School.objects.get(pk=membership.school_id)

    assert (school.phone, school.contact.fax, school.contact.principal_name) == (
        "03-1234-5678",
        "03-1234-5679",
        "佐藤一郎",
    )
    assert (school.tools, school.equipment_record.devices_available, school.equipment_record.permitters) == (
        ["zoom"],
        40,
        ["principal"],
    )
    assert PartYear.objects.filter(school=school, confirmed_at__isnull=False).count() == 2


def test_the_audit_log_names_the_fields_and_never_what_they_hold(member, membership):
    member.post(CONTACTS, typed(membership.school, "contacts"))
    entry = ModelLogEntry.objects.get(action="schools.part_saved")

    assert entry.user == membership.user
    assert {"phone", "person_name"} <= set(entry.data["fields"])
    assert "03-1234-5678" not in str(entry.data)
    assert "山田" not in str(entry.data)


def test_what_is_missing_may_follow_later_and_is_linked(member, membership):
    response = member.post(CONTACTS, typed(membership.school, "contacts", person_name="", principal_name=""))
    page = member.get(SCHOOL).content.decode()

    assert response.status_code == 302
    assert SchoolContact.objects.get().person_email == "yamada@example.jp"
    assert 'href="/members/school/contacts/#id_person_name"' in page
    assert "未入力が2件あります" in page
    assert not PartYear.objects.get(part="contacts").is_confirmed


@pytest.mark.parametrize(
    ("path", "code", "field", "wrong"),
    [
        (BASICS, "basics", "postal_code", "13500"),
        (BASICS, "basics", "postal_code", "１" * 300),
        (BASICS, "basics", "pupils", "-4"),
        (BASICS, "basics", "pupils", "many"),
        (BASICS, "basics", "pupils", "9" * 30),
        (BASICS, "basics", "pupils", "９９９９９９９９"),
        (BASICS, "basics", "classes", "201"),
        (BASICS, "basics", "name_kana", "漢字"),
        (BASICS, "basics", "introduction_ja", "あ" * 801),
        (CONTACTS, "contacts", "phone", "not a phone"),
        (CONTACTS, "contacts", "fax", "12"),
        (CONTACTS, "contacts", "email", "nobody"),
        (CONTACTS, "contacts", "person_email", "nobody"),
        (EQUIPMENT, "equipment", "tools", ["telepathy"]),
        (EQUIPMENT, "equipment", "permitters", ["god"]),
        (EQUIPMENT, "equipment", "line", "carrier pigeon"),
        (EQUIPMENT, "equipment", "devices_available", "10000"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_nothing_is_lost(member, membership, path, code, field, wrong):
    response = member.post(path, typed(membership.school, code, **{field: wrong}))
    page = response.content.decode()

    assert response.status_code == 422
    assert set(response.context["sheet"].form.errors) == {field}
    assert f'href="#id_{field}' in page
    assert {"basics": "Midori Elementary School", "contacts": "山田花子", "equipment": "動画サイトは不可"}[code] in page
    assert not PartYear.objects.exists()
    assert School.objects.get(pk=membership.school_id).name_en != "Midori Elementary School"


@pytest.mark.parametrize("junk", ["%", '"', "<script>", "\x00x", "😀", "a" * 5000])
@pytest.mark.parametrize(("path", "code"), [(BASICS, "basics"), (CONTACTS, "contacts"), (EQUIPMENT, "equipment")])
def test_no_input_breaks_a_form(member, membership, path, code, junk):
    names = [name for name in typed(membership.school, code) if name != "opening"]
    response = member.post(path, {**dict.fromkeys(names, junk), "opening": junk, "theirs": [junk, "phone"]})

    assert response.status_code == 422
    assert "<script>" not in response.content.decode()


def test_the_offices_fields_are_shown_and_cannot_be_changed_by_a_school(member, membership):
    school = membership.school
    before = School.objects.filter(pk=school.pk).values("code", "name", "school_type", "founder", "municipality").get()
    own = {"code": "X", "name": "別の学校", "school_type": "high", "founder": "metropolitan", "municipality": "13101"}
    response = member.post(BASICS, {**typed(school, "basics"), **own})

    assert response.status_code == 302
    after = School.objects.filter(pk=school.pk).values("code", "name", "school_type", "founder", "municipality").get()
    assert after == before
    page = member.get(BASICS).content.decode()
    assert school.code in page
    assert "江東区" in page


def test_one_button_confirms_that_nothing_has_changed(member, membership):
    complete(membership.school)
    page = member.get(SCHOOL).content.decode()
    assert 'action="/members/school/equipment/confirm/"' in page

    told = member.post(f"{SCHOOL}equipment/confirm/", follow=True).content.decode()
    assert "「機器・通信環境」を今年度の内容として確認しました" in told
    assert 'action="/members/school/equipment/confirm/"' not in told
    row = PartYear.objects.get()
    assert (row.confirmed_by, row.channel, row.snapshot["equipment"]["line"]) == (membership.user, "web", "both")


def test_an_incomplete_part_offers_no_button_and_refuses(member, membership):
    assert "/confirm/" not in member.get(SCHOOL).content.decode()
    told = member.post(f"{SCHOOL}contacts/confirm/", follow=True).content.decode()

    assert "「連絡先」に未入力の項目があるため、確認できません" in told
    assert not PartYear.objects.exists()


def test_confirming_asks_for_a_post_and_a_known_part(member):
    assert member.get(f"{SCHOOL}basics/confirm/").status_code == 405
    assert member.post(f"{SCHOOL}everything/confirm/").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_exists_in_both_languages(member, membership, prefix):
    complete(membership.school)
    for path in (SCHOOL, *PAGES, PRINT, CARD):
        assert member.get(prefix + path).status_code == 200, path


@pytest.mark.parametrize("path", [SCHOOL, *PAGES, PRINT, CARD, f"{PRINT}registration.pdf", f"{CARD}card.pdf"])
def test_anonymous_visitors_log_in_and_come_back(client, db, path):
    assert client.get(path)["Location"] == f"/members/login/?next={path}"


@pytest.mark.parametrize("path", [SCHOOL, *PAGES, PRINT, CARD])
def test_staff_without_a_school_get_a_page_that_says_so(coordinator, path):
    response = coordinator.get(path)

    assert response.status_code == 403
    assert "/cms/" in response.content.decode()


def test_a_reader_may_look_but_not_write(reader, membership):
    complete(membership.school)
    page = reader.get(SCHOOL).content.decode()

    assert membership.school.name in page
    assert "佐藤一郎" in page
    assert BASICS not in page
    assert "/confirm/" not in page
    for path in PAGES:
        assert reader.get(path).status_code == 403
    for path in (*PAGES, f"{SCHOOL}basics/confirm/", f"{SCHOOL}basics/draft/", f"{SCHOOL}basics/draft/discard/"):
        response = reader.post(path, typed(membership.school, "basics"))
        assert response.status_code == 403, path
        assert "閲覧のみの役割です" in response.content.decode()
    assert not PartYear.objects.exists()


def test_a_school_sees_and_changes_its_own_registration_only(outsider, membership, other_membership):
    complete(membership.school)
    pages = [outsider.get(path).content.decode() for path in (SCHOOL, *PAGES, PRINT, CARD)]
    outsider.post(CONTACTS, typed(other_membership.school, "contacts", principal_name="別の校長"))
    # What a form of the other school was opened with tells nothing here.
    assert outsider.post(CONTACTS, typed(membership.school, "contacts", phone="03-0000-0000")).status_code == 409

    assert not any(word in page for page in pages for word in (membership.school.name, "佐藤一郎", "yamada@"))
    assert membership.school.contact.principal_name == "佐藤一郎"
    assert SchoolContact.objects.get(school=other_membership.school).principal_name == "別の校長"


def test_the_overview_asks_the_same_queries_for_1_and_5_colleagues(member, membership, django_assert_num_queries):
    complete(membership.school)
    for part in PARTS:
        confirm_part(membership.school, part, actor=membership.user, entry=Entry())
    member.get(SCHOOL)
    with django_assert_num_queries(14):
        member.get(SCHOOL)
    MembershipFactory.create_batch(4, school=membership.school, role=Role.READER)
    with django_assert_num_queries(14):
        member.get(SCHOOL)


def test_what_differs_from_last_year_is_shown_at_the_part(member, membership):
    complete(membership.school)
    for part in PARTS:
        confirm_part(membership.school, part, actor=membership.user, entry=Entry())
    year = PartYear.objects.first().fiscal_year
    PartYear.objects.update(fiscal_year=year - 1)
    SchoolEquipment.objects.update(line="wired")

    for path in (SCHOOL, EQUIPMENT):
        page = member.get(path).content.decode()
        assert "「有線と無線LAN」から「有線」に変更" in page, path
        assert "前回の確認は" in page


def test_the_week_is_read_from_the_timetable(member, membership):
    create_standard_timetable(membership.school)
    assert "8:45–9:30" in member.get(SCHOOL).content.decode()
