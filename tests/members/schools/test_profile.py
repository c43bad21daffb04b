import datetime

import pytest
from wagtail.models import ModelLogEntry

from members.schools.models import School, SchoolPeriod
from members.schools.services import create_standard_timetable
from members.schools.services.profile import record_version
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db
EDIT = "/members/school/edit/"
WEEK = "/members/school/timetable/"


def data_for(school, **changes):
    return {
        "name_kana": "みどり",
        "name_en": "Midori Elementary School",
        "postal_code": "135-0042",
        "address": "江東区木場1-2-3",
        "phone": "03-1234-5678",
        "email": "midori@example.jp",
        "pupils": "380",
        "tools": ["zoom"],
        "equipment": "",
        "introduction_ja": "",
        "introduction_en": "",
        "version": record_version(school),
        **changes,
    }


def test_a_school_changes_its_data_in_any_width(member, membership):
    school = membership.school
    data = data_for(
        school, postal_code="〒１３５−００４２", phone="０３（１２３４）５６７８", name_kana="ﾐﾄﾞﾘ", pupils="３８０"
    )

    response = member.post(EDIT, data, follow=True)
    school.refresh_from_db()

    assert response.redirect_chain[0][0] == "/members/school/"
    assert "学校情報を保存しました" in response.content.decode()
    assert (school.postal_code, school.phone, school.name_kana, school.pupils, school.tools) == (
        "135-0042",
        "03-1234-5678",
        "みどり",
        380,
        ["zoom"],
    )
    entry = ModelLogEntry.objects.get(action="schools.school_changed")
    assert entry.user == membership.user
    assert "phone" in entry.data["fields"]
    assert "03-1234-5678" not in str(entry.data)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("postal_code", "13500"),
        ("postal_code", "１" * 300),
        ("phone", "not a phone"),
        ("email", "nobody"),
        ("pupils", "-4"),
        ("pupils", "many"),
        ("pupils", "9" * 30),
        ("name_kana", "漢字"),
        ("tools", ["telepathy"]),
        ("introduction_ja", "あ" * 801),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_nothing_is_lost(member, membership, field, wrong):
    response = member.post(
        EDIT,
        data_for(membership.school, **{field: wrong}, name_kana="みどりだい")
        if field != "name_kana"
        else data_for(membership.school, name_kana=wrong),
    )
    page = response.content.decode()

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert 'value="Midori Elementary School"' in page
    assert f'href="#id_{field}' in page
    assert School.objects.get(pk=membership.school_id).name_en != "Midori Elementary School"


@pytest.mark.parametrize("junk", ["%", '"', "<script>", "\x00x", "😀", "a" * 5000])
def test_no_input_breaks_the_form(member, membership, junk):
    names = ("name_kana", "name_en", "address", "phone", "email", "pupils", "equipment", "version")
    response = member.post(EDIT, data_for(membership.school, **dict.fromkeys(names, junk), postal_code=junk))

    assert response.status_code == 422
    assert "<script>" not in response.content.decode()


def test_the_desks_fields_cannot_be_changed_by_a_school(member, membership):
    before = membership.school.code, membership.school.name, membership.school.school_type
    member.post(EDIT, data_for(membership.school, code="X", name="別の学校", school_type="high"))
    school = School.objects.get(pk=membership.school_id)

    assert (school.code, school.name, school.school_type) == before


def test_a_later_save_is_told_what_changed_meanwhile_and_loses_nothing(member, membership):
    school = membership.school
    stale = data_for(school)
    member.post(EDIT, data_for(school, phone="03-9999-0000"))

    refused = member.post(EDIT, stale)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "03-9999-0000" in page, "what is stored now"
    assert 'value="03-1234-5678"' in page, "what was typed"
    assert set(refused.context["form"].errors) == {"__all__", "phone"}
    assert School.objects.get(pk=school.pk).phone == "03-9999-0000"

    again = {**stale, "version": refused.context["form"]["version"].value()}
    assert member.post(EDIT, again).status_code == 302
    assert School.objects.get(pk=school.pk).phone == "03-1234-5678"


@pytest.mark.parametrize("path", ["/members/school/", EDIT, WEEK])
def test_anonymous_visitors_log_in_and_come_back(client, path):
    assert client.get(path)["Location"] == f"/members/login/?next={path}"


@pytest.mark.parametrize("path", ["/members/school/", EDIT, WEEK])
def test_staff_without_a_school_get_a_page_that_says_so(coordinator, path):
    response = coordinator.get(path)

    assert response.status_code == 403
    assert "/cms/" in response.content.decode()


def test_a_reader_may_look_but_not_write(reader, membership):
    assert membership.school.name in reader.get("/members/school/").content.decode()
    assert EDIT not in reader.get("/members/school/").content.decode()
    for path in (EDIT, WEEK):
        for response in (reader.get(path), reader.post(path, data_for(membership.school))):
            assert response.status_code == 403
            assert "閲覧のみの役割です" in response.content.decode()


def test_a_school_sees_and_changes_its_own_data_only(outsider, membership, other_membership):
    page = outsider.get("/members/school/").content.decode()
    outsider.post(EDIT, data_for(other_membership.school, phone="03-2222-3333"))

    assert membership.school.name not in page
    assert School.objects.get(pk=membership.school_id).phone == ""
    assert School.objects.get(pk=other_membership.school_id).phone == "03-2222-3333"


def test_the_schools_page_asks_the_same_queries_for_1_and_5_colleagues(member, membership, django_assert_num_queries):
    from tests.factories.schools import MembershipFactory

    create_standard_timetable(membership.school)
    member.get("/members/school/")
    with django_assert_num_queries(10):
        member.get("/members/school/")
    MembershipFactory.create_batch(4, school=membership.school)
    with django_assert_num_queries(10):
        member.get("/members/school/")


def rows(*given, version):
    data = {"lessons-TOTAL_FORMS": str(len(given)), "lessons-INITIAL_FORMS": "0", "version": version}
    for number, (slot, starts, ends, days) in enumerate(given):
        names = {"slot": slot, "starts": starts, "ends": ends, "weekdays": days}
        data |= {f"lessons-{number}-{name}": value for name, value in names.items()}
    return data


def test_a_school_changes_its_timetable(member, membership):
    school = membership.school
    SchoolPeriodFactory(school=school, slot="p6")
    version = record_version(school)

    response = member.post(
        WEEK,
        rows(("p1", "8:45", "9:30", ["0", "1"]), ("p1", "08:40", "09:20", ["2"]), ("", "", "", []), version=version),
    )

    assert response["Location"] == "/members/school/"
    assert list(SchoolPeriod.objects.filter(school=school).values_list("weekday", "slot", "starts")) == [
        (0, "p1", datetime.time(8, 45)),
        (1, "p1", datetime.time(8, 45)),
        (2, "p1", datetime.time(8, 40)),
    ]
    assert ModelLogEntry.objects.get(action="schools.timetable_changed").data == {"lessons": 3}


def test_the_form_shows_every_lesson_that_is_stored(member, membership):
    create_standard_timetable(membership.school)
    SchoolPeriod.objects.filter(school=membership.school, weekday=2, slot="p1").update(starts="08:30")
    page = member.get(WEEK)
    shown = page.context["formset"].initial

    assert len(shown) == 7
    assert sum(len(row["weekdays"]) for row in shown) == SchoolPeriod.objects.filter(school=membership.school).count()


@pytest.mark.parametrize(
    ("given", "row", "field"),
    [
        ([("p1", "9:30", "8:45", ["0"])], 0, "ends"),
        ([("p1", "", "9:30", ["0"])], 0, "starts"),
        ([("p1", "8:45", "9:30", [])], 0, "weekdays"),
        ([("", "8:45", "9:30", ["0"])], 0, "slot"),
        ([("p9", "8:45", "9:30", ["0"])], 0, "slot"),
        ([("p1", "25:00", "9:30", ["0"])], 0, "starts"),
        ([("p1", "8:45", "9:30", ["7"])], 0, "weekdays"),
        ([("p1", "8:45", "9:30", ["0"]), ("p1", "10:45", "11:30", ["0"])], 1, "weekdays"),
        ([("p1", "8:45", "9:30", ["0"]), ("p2", "9:20", "10:00", ["0"])], 1, "starts"),
    ],
)
def test_a_wrong_lesson_is_told_beside_its_row(member, membership, given, row, field):
    period = SchoolPeriodFactory(school=membership.school)
    response = member.post(WEEK, rows(*given, version=record_version(membership.school)))

    assert response.status_code == 422
    assert set(response.context["formset"].forms[row].errors) == {field}
    assert list(SchoolPeriod.objects.all()) == [period]


def test_a_timetable_without_its_management_data_is_refused(member, membership):
    assert member.post(WEEK, {"version": "x"}).status_code == 422
    assert member.post(WEEK, {"lessons-TOTAL_FORMS": "99999", "lessons-INITIAL_FORMS": "0"}).status_code == 422


def test_a_stale_timetable_is_refused_once(member, membership):
    version = record_version(membership.school)
    member.post(WEEK, rows(("p1", "8:45", "9:30", ["0"]), version=version))

    refused = member.post(WEEK, rows(("p2", "9:40", "10:25", ["0"]), version=version))
    assert refused.status_code == 422
    assert SchoolPeriod.objects.get().slot == "p1"
    assert (
        member.post(WEEK, rows(("p2", "9:40", "10:25", ["0"]), version=refused.context["version"])).status_code == 302
    )
    assert SchoolPeriod.objects.get().slot == "p2"


@pytest.mark.parametrize(
    ("kind", "lessons", "length"), [("elementary", 29, 45), ("high", 35, 50), ("special_needs", 30, 45)]
)
def test_each_type_of_school_begins_with_its_usual_week(kind, lessons, length):
    school = SchoolFactory(school_type=kind)
    periods = create_standard_timetable(school)
    first = SchoolPeriod.objects.filter(school=school, slot="p1").first()

    assert len(periods) == school.periods.count() == lessons
    assert (
        first.ends
        == (datetime.datetime.combine(datetime.date.today(), first.starts) + datetime.timedelta(minutes=length)).time()
    )


def test_a_lesson_that_stays_is_still_chosen_by_the_wishes(member, membership):
    school = membership.school
    stays = SchoolPeriodFactory(school=school, weekday=0, slot="p1")
    goes = SchoolPeriodFactory(school=school, weekday=1, slot="p1")
    wish = WishFactory(school=school)
    wish.periods.set([stays, goes])
    version = record_version(School.objects.get(pk=school.pk))

    member.post(WEEK, rows(("p1", "8:50", "9:35", ["0", "2"]), version=version))

    assert [(one.pk, one.time_range) for one in wish.periods.all()] == [(stays.pk, "8:50–9:35")]
    assert sorted(school.periods.values_list("weekday", flat=True)) == [0, 2]


def test_no_school_has_so_many_pupils_and_figures_of_any_width_can_be_typed(member, membership):
    response = member.post(EDIT, data_for(membership.school, pupils="９９９９９９９９"))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["pupils"]
    assert 'type="number"' not in response.content.decode()
