import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from members.schools.models import School
from members.schools.registration_models import PartYear, SchoolContact
from tests.factories.registration import complete, opened, typed

from .test_timetable_page import rows

pytestmark = pytest.mark.django_db
TOLD = {"channel": "phone", "told_by": "副校長 田中"}


def address(school, code=""):
    return f"/cms/schools/registration/{school.pk}/" + (f"{code}/" if code else "")


@pytest.mark.usefixtures("immediate_letters")
def test_the_office_enters_what_a_school_telephones(
    coordinator, member, membership, django_capture_on_commit_callbacks
):
    school = membership.school
    with django_capture_on_commit_callbacks(execute=True):
        response = coordinator.post(address(school, "contacts"), typed(school, "contacts", **TOLD))
    row = PartYear.objects.get(part="contacts")

    assert response["Location"] == address(school)
    assert SchoolContact.objects.get().person_name == "山田花子"
    assert (row.channel, row.told_by, row.is_confirmed, row.confirmed_channel) == (
        "phone",
        "副校長 田中",
        True,
        "phone",
    )
    assert row.entered_by.username == "coordinator"

    page = member.get("/members/school/").content.decode()
    assert "事務局が学校に代わって入力しました（電話、令和" in page
    assert "連絡者：副校長 田中" in page
    (letter,) = mail.outbox
    assert letter.to == ["midori@example.jp"]
    assert "事務局が「連絡先」を入力しました" in letter.subject
    assert "電話" in letter.body
    assert "山田花子" not in letter.body
    assert "http" in letter.body


def test_the_history_tells_who_entered_what_and_how(coordinator, membership):
    school = membership.school
    coordinator.post(address(school, "equipment"), typed(school, "equipment", **TOLD | {"channel": "fax"}))
    entry = ModelLogEntry.objects.get(action="schools.part_entered")
    history = coordinator.get(f"/cms/schools/history/{school.pk}/").content.decode()

    assert entry.user.username == "coordinator"
    assert (entry.data["channel"], "田中" in str(entry.data)) == ("fax", False)
    assert "事務局が学校に代わって入力（ファクス）" in history
    assert "機器・通信環境" in history


@pytest.mark.usefixtures("immediate_letters")
def test_a_changed_address_is_told_at_the_old_one_too(coordinator, membership, django_capture_on_commit_callbacks):
    school = complete(membership.school)
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(address(school, "contacts"), typed(school, "contacts", email="new@example.jp", **TOLD))

    assert sorted(letter.to[0] for letter in mail.outbox) == ["midori@example.jp", "new@example.jp"]


@pytest.mark.usefixtures("immediate_letters")
def test_a_school_that_saves_itself_gets_no_letter(member, membership, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        member.post("/members/school/contacts/", typed(membership.school, "contacts"))
    assert mail.outbox == []


def test_the_schools_own_saving_takes_the_mark_off(coordinator, member, membership):
    school = membership.school
    coordinator.post(address(school, "contacts"), typed(school, "contacts", **TOLD))
    member.post("/members/school/contacts/", typed(school, "contacts", reachable="17時まで"))

    assert "学校に代わって" not in member.get("/members/school/").content.decode()


@pytest.mark.parametrize("told", [{}, {"channel": "phone", "told_by": ""}, {"channel": "web", "told_by": "田中"}])
def test_nothing_is_stored_without_saying_how_it_came(coordinator, membership, told):
    school = membership.school
    response = coordinator.post(address(school, "basics"), typed(school, "basics", address="書いた住所", **told))

    assert response.status_code == 422
    assert "書いた住所" in response.content.decode()
    assert School.objects.get(pk=school.pk).address == ""
    assert not PartYear.objects.exists()


def test_the_same_rules_hold_as_at_the_school(coordinator, membership):
    school = membership.school
    response = coordinator.post(address(school, "contacts"), typed(school, "contacts", phone="x", **TOLD))

    assert response.status_code == 422
    assert set(response.context["sheet"].form.errors) == {"phone"}
    assert "副校長 田中" in response.content.decode()
    assert not SchoolContact.objects.exists()


def test_the_office_and_the_school_save_at_the_same_time(coordinator, member, membership):
    school = complete(membership.school)
    stale = typed(school, "contacts", person_name="電話で聞いた人", **TOLD)
    member.post("/members/school/contacts/", typed(school, "contacts", person_name="学校が書いた人"))
    refused = coordinator.post(address(school, "contacts"), stale)

    assert refused.status_code == 409
    assert "学校が書いた人" in refused.content.decode()
    choice = {**stale, "opening": refused.context["sheet"].opening, "theirs": ["person_name"]}
    assert coordinator.post(address(school, "contacts"), choice).status_code == 302
    assert SchoolContact.objects.get().person_name == "学校が書いた人"


def test_the_office_enters_a_timetable(coordinator, membership):
    school = membership.school
    given = rows(("p1", "8:45", "9:30", ["0", "1"]), opening=opened(school, "timetable"), **TOLD)

    assert coordinator.get(address(school, "timetable")).status_code == 200
    assert coordinator.post(address(school, "timetable"), given).status_code == 302
    assert school.periods.count() == 2
    wrong = rows(("p1", "8:45", "", ["0"]), opening=opened(school, "timetable"), **TOLD)
    assert coordinator.post(address(school, "timetable"), wrong).status_code == 422


def test_the_office_confirms_for_a_school_that_says_nothing_has_changed(coordinator, membership):
    school = complete(membership.school)
    assert "変更なし" in coordinator.get(address(school)).content.decode()
    assert coordinator.post(address(school), {"part": "basics"}).status_code == 422
    assert coordinator.post(address(school), {"part": "nothing", **TOLD}).status_code == 404
    assert not PartYear.objects.exists()

    coordinator.post(address(school), {"part": "basics", **TOLD | {"channel": "letter"}})
    row = PartYear.objects.get()
    assert (row.part, row.confirmed_channel, row.told_by) == ("basics", "letter", "副校長 田中")


def test_an_incomplete_part_cannot_be_confirmed_for_a_school(coordinator, membership):
    told = coordinator.post(address(membership.school), {"part": "basics", **TOLD}, follow=True)

    assert "未入力の項目があるため" in told.content.decode()
    assert not PartYear.objects.exists()


def test_the_way_leads_from_the_list_and_from_the_school(coordinator, membership):
    school = membership.school
    for path in ("/cms/schools/", f"/cms/schools/inspect/{school.pk}/"):
        assert f'href="{address(school)}"' in coordinator.get(path).content.decode(), path
    page = coordinator.get(address(school)).content.decode()
    assert f'href="{address(school, "contacts")}#id_person_name"' in page


def test_who_may_not_change_schools_is_refused(editor, outsider, client, membership):
    school = membership.school
    for path in (address(school), address(school, "basics")):
        for person in (editor, outsider, client):
            assert person.get(path).status_code == 302, path
            assert person.post(path, typed(school, "basics", **TOLD)).status_code == 302
    assert not PartYear.objects.exists()


def test_unknown_schools_and_pages_are_not_found(coordinator, membership):
    assert coordinator.get("/cms/schools/registration/999999/").status_code == 404
    assert coordinator.get(address(membership.school, "nothing")).status_code == 404


@pytest.mark.parametrize("code", ["basics", "contacts", "equipment", "timetable"])
def test_each_page_opens_at_the_desk_with_what_is_stored(coordinator, membership, code):
    complete(membership.school)
    assert coordinator.get(address(membership.school, code)).status_code == 200
