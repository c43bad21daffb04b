"""A school's own school year: the page, the form, and who may use them."""

from datetime import date

import pytest
from wagtail.models import ModelLogEntry

from members.schools.models import School, SchoolDay, SchoolTerm
from members.schools.services.calendars import own_year
from members.schools.services.profile import record_version
from tests.factories.schools import MembershipFactory, SchoolPeriodFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_fixed_day")]
PAGE = "/members/school/calendar/"
EDIT = "/members/school/calendar/2026/"


def data_for(school, **changes):
    return {
        "version": record_version(school),
        "term_system": "three",
        "terms": "",
        "closed": "",
        "opened": "",
        "minutes_before": "0",
        "minutes_after": "0",
        **changes,
    }


def test_the_page_shows_the_usual_year_and_the_next(member):
    text = member.get(PAGE).content.decode()
    assert "令和8年度（2026年度）" in text
    assert "令和9年度（2027年度）" in text
    assert "学期：4月6日 – 7月20日、9月1日 – 12月25日、1月8日 – 3月25日。" in text
    assert "区市町村の一般的な学期です" in text
    assert "都民の日" in text
    assert "style=" not in text.partition("<main")[2]


def test_the_page_in_english(member):
    text = member.get(f"/en{PAGE}").content.decode()
    assert "Terms: 6 April – 20 July" in text
    assert "Tokyo Citizens&#x27; Day" in text


def test_a_school_lays_down_its_year(member, membership):
    data = data_for(
        membership.school,
        term_system="two",
        terms="4/7〜7/18\n９月１日から１２月２４日まで\n1/12-3/24",
        closed="6/3 運動会の振替",
        opened="10/1 学校公開",
        minutes_before="１０",
        minutes_after="15",
    )

    response = member.post(EDIT, data, follow=True)
    school = School.objects.get(pk=membership.school.pk)

    assert response.redirect_chain == [(PAGE, 302)]
    text = response.content.decode()
    assert "年間の予定を保存しました" in text
    assert "学校が入力した学期です" in text
    assert "運動会の振替" in text
    assert "学校公開" in text
    assert (school.term_system, school.minutes_before, school.minutes_after) == ("two", 10, 15)
    own = own_year(school, 2026)
    assert own.terms[2] == (date(2027, 1, 12), date(2027, 3, 24))
    assert (own.closed, own.opened) == ({date(2026, 6, 3): "運動会の振替"}, {date(2026, 10, 1): "学校公開"})
    entry = ModelLogEntry.objects.get(action="schools.calendar_changed")
    assert (entry.user, entry.data) == (membership.user, {"year": 2026, "terms": 3, "days": 2})


def test_the_form_shows_what_is_stored_and_keeps_other_years(member, membership):
    school = membership.school
    SchoolTerm.objects.create(school=school, starts_on=date(2027, 4, 8), ends_on=date(2027, 7, 17))
    SchoolDay.objects.create(school=school, day=date(2026, 6, 3), note="振替")
    assert "6/3 振替" in member.get(EDIT).content.decode()

    member.post(EDIT, data_for(school))

    assert own_year(school, 2026).closed == {}
    assert own_year(school, 2027).terms == ((date(2027, 4, 8), date(2027, 7, 17)),)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("terms", "4/6", "1行目：初日と最終日を入力してください"),
        ("closed", "運動会", "1行目：初めに日付を"),
        ("opened", "2030/1/1", "この年度の日付ではありません"),
        ("minutes_before", "241", "240"),
        ("minutes_after", "少し", "整数"),
        ("term_system", "four", "four"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(member, membership, field, typed, message):
    response = member.post(EDIT, data_for(membership.school, **{field: typed}))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert message in str(response.context["form"].errors[field])
    assert typed in response.content.decode()
    assert not SchoolTerm.objects.exists()


def test_a_day_is_either_closed_or_open(member, membership):
    response = member.post(EDIT, data_for(membership.school, closed="10/1", opened="10/1"))
    assert "「授業のない日」にも入力されています" in str(response.context["form"].errors["opened"])


def test_who_saves_later_is_told_what_the_other_wrote(member, membership):
    shown = data_for(membership.school, closed="6/5")
    member.post(EDIT, data_for(membership.school, closed="6/3 振替"))

    response = member.post(EDIT, shown)

    assert response.status_code == 422
    assert "6/3 振替" in str(response.context["form"].errors["closed"])
    assert set(response.context["form"].errors) == {"__all__", "closed"}
    again = {**shown, "version": response.context["form"].data["version"]}
    assert member.post(EDIT, again).status_code == 302
    assert list(own_year(membership.school, 2026).closed) == [date(2026, 6, 5)]


@pytest.mark.parametrize("year", ["2025", "2028", "9999", "0"])
def test_other_years_do_not_exist(member, year):
    assert member.get(f"{PAGE}{year}/").status_code == 404


def test_readers_look_and_do_not_change(reader, membership):
    text = reader.get(PAGE).content.decode()
    assert EDIT not in text
    assert reader.post(EDIT, data_for(membership.school)).status_code == 403


def test_each_school_has_its_own_year(outsider, membership):
    SchoolDay.objects.create(school=membership.school, day=date(2026, 6, 3), note="みどり小の振替")
    assert "みどり小の振替" not in outsider.get(PAGE).content.decode()


def test_the_schools_page_shows_the_year(member):
    text = member.get("/members/school/").content.decode()
    assert "year-2026-title" in text
    assert f'href="{PAGE}"' in text


@pytest.mark.parametrize("count", [1, 5])
def test_the_page_asks_the_same_queries_for_1_and_5_rows(member, membership, count, django_assert_num_queries):
    for number in range(count):
        SchoolDay.objects.create(school=membership.school, day=date(2026, 6, number + 1))
        SchoolTerm.objects.create(
            school=membership.school, starts_on=date(2026, 4 + number, 1), ends_on=date(2026, 4 + number, 20)
        )
        SchoolPeriodFactory(school=membership.school, weekday=number)
        MembershipFactory(school=membership.school)
    member.get(PAGE)
    with django_assert_num_queries(8):
        member.get(PAGE)
