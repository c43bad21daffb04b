import pytest
import time_machine
from django.http import QueryDict

from members.wishes.forms import WishForm
from members.wishes.forms.choices import as_posted, fresh_answers
from members.wishes.forms.grid import grid_of
from portal.core.vocabulary import grades_of_school
from tests.factories.partners import PartnerFactory
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory
from tests.factories.wishes import LiveWishFactory

pytestmark = pytest.mark.django_db


def posted(**values):
    """What a browser sends for a complete live wish; a value of None leaves the field out."""
    data = {
        "title": "給食でつながる",
        "exchange_type": "live_online",
        "grades": ["e5"],
        "months": ["10", "11"],
        "languages_code_0": "en",
        "languages_grade_0": "1",
        "themes": ["food"],
        "class_size": "30",
        "minutes": "45",
        "tools": ["zoom"],
        "importance_code_0": "age",
        "importance_grade_0": "2",
    }
    query = QueryDict(mutable=True)
    for name, value in {**data, **values}.items():
        if value is not None:
            query.setlist(name, value if isinstance(value, list) else [value])
    return query


def form_of(school=None, *, complete=True, **values):
    school = school or SchoolFactory()
    period = SchoolPeriodFactory(school=school)
    data = posted(**{"periods": [str(period.pk)], **values})
    return WishForm(data, school=school, periods=[period], complete=complete)


def test_a_complete_wish_is_accepted():
    form = form_of()

    assert form.is_valid(), form.errors
    answers = form.answers()
    assert (answers["grades"], answers["months"], answers["class_size"]) == (["e5"], [10, 11], 30)
    assert (answers["languages"], answers["importance"]) == ({"en": 1}, {"age": 2})
    assert len(answers["periods"]) == 1


def test_a_draft_needs_a_name_and_a_type_only():
    school = SchoolFactory()
    data = posted(**{name: None for name in posted() if name not in {"title", "exchange_type"}})

    assert WishForm(data, school=school, periods=[]).is_valid()
    assert not WishForm(data, school=school, periods=[], complete=True).is_valid()


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": ""}, "title", "希望の名前を入力してください。"),
        ({"title": "あ" * 81}, "title", "80"),
        ({"exchange_type": None}, "exchange_type", "交流の種類を選んでください。"),
        ({"exchange_type": "nonsense"}, "exchange_type", "nonsense"),
        ({"grades": None}, "grades", "学年を一つ以上選んでください。"),
        ({"grades": ["j1"]}, "grades", "j1"),
        ({"months": None}, "months", "時期を一つ以上選んでください。"),
        ({"months": ["13"]}, "months", "13"),
        ({"class_size": ""}, "class_size", "参加する人数を入力してください。"),
        ({"class_size": "0"}, "class_size", "1"),
        ({"class_size": "４０１"}, "class_size", "400"),
        ({"class_size": "たくさん"}, "class_size", "整数"),
        ({"minutes": "5"}, "minutes", "10"),
        ({"minutes": "241"}, "minutes", "240"),
        ({"themes": None}, "themes", "テーマを一つ以上選んでください。"),
        ({"themes": ["x"]}, "themes", "x"),
        ({"languages_code_0": None, "languages_grade_0": None}, "languages", "言語と、その習熟度"),
        ({"languages_grade_0": "9"}, "languages", "英語"),
        ({"languages_code_0": "xx"}, "languages", "xx"),
        ({"tools": None}, "tools", "ツールを一つ以上選んでください。"),
        ({"tools": ["fax"]}, "tools", "fax"),
        ({"countries": ["ZZ"]}, "countries", "ZZ"),
        ({"periods": None}, "periods", "実施できる校時を一つ以上"),
        ({"periods": ["999999"]}, "periods", "999999"),
        ({"periods": ["x"]}, "periods", "x"),
        ({"importance_grade_0": "4"}, "importance", "年齢"),
        ({"musts": ["x"]}, "musts", "x"),
        ({"musts": ["region"]}, "musts", "国・地域"),
        ({"notes": "あ" * 1001}, "notes", "1000"),
    ],
)
def test_each_field_refuses_with_words_beside_it(changes, field, message):
    form = form_of(**changes)

    assert not form.is_valid()
    assert message in " ".join(form.errors[field])
    assert set(form.errors) == {field}


def test_lessons_of_another_school_are_no_choice():
    foreign = SchoolPeriodFactory()

    assert "periods" in form_of(periods=[str(foreign.pk)]).errors


@pytest.mark.parametrize("typed", ["32", "３２", " 32 ", "３２人", "32名"])
def test_numbers_of_any_width_are_understood(typed):
    form = form_of(class_size=typed)

    assert form.is_valid()
    assert form.cleaned_data["class_size"] == 32


def test_an_empty_length_means_a_lesson():
    form = form_of(SchoolFactory(school_type="junior_high"), complete=False, minutes="", grades=["j1"])

    assert form.is_valid()
    assert form.cleaned_data["minutes"] == 50


@pytest.mark.parametrize(
    ("school_type", "first", "last"),
    [
        ("elementary", "e1", "e6"),
        ("junior_high", "j1", "j3"),
        ("compulsory", "e1", "j3"),
        ("high", "h1", "h3"),
        ("secondary", "j1", "h3"),
        ("special_needs", "e1", "h3"),
    ],
)
def test_a_school_is_offered_its_own_grades(school_type, first, last):
    grades = grades_of_school(school_type)

    assert (grades[0].value, grades[-1].value) == (first, last)


def test_what_is_needed_depends_on_the_type():
    live, cards = form_of(), form_of(exchange_type="letter_card")

    assert (live["periods"].field.required, cards["periods"].field.required) == (True, False)
    assert cards["grades"].field.required is True


def test_countries_on_offer_are_those_of_listed_partners():
    PartnerFactory(country="TW", region="")
    PartnerFactory(country="FR", region="", status="closed")
    form = form_of(countries=["NZ"])

    assert [code for code, _label in form.fields["countries"].choices] == ["NZ", "TW"]
    assert form.is_valid()


def test_a_new_wish_begins_with_the_schools_own_data():
    school = SchoolFactory(tools=["teams"], school_type="high")
    lesson = SchoolPeriodFactory(school=school, slot="p1")
    evening = SchoolPeriodFactory(school=school, slot="evening", starts="18:00", ends="18:45")

    answers = fresh_answers(school, [lesson, evening])

    assert (answers["tools"], answers["minutes"], answers["periods"]) == (["teams"], 50, [lesson.pk])


def test_what_is_stored_can_be_checked_like_what_is_typed():
    wish = LiveWishFactory(importance={"theme": 3}, musts=["theme"], countries=["AU"])
    form = WishForm(as_posted(wish), school=wish.school, periods=list(wish.periods.all()), complete=True)

    assert form.is_valid(), form.errors
    assert {**form.answers(), "periods": [one.pk for one in form.answers()["periods"]]} == wish.answers()


def test_the_hint_names_the_first_month_with_enough_time():
    with time_machine.travel("2026-11-20 12:00+09:00"):
        assert WishForm.month_hint() == "準備には8週間ほどかかります。2月以降なら、十分に間に合います。"


def test_the_grid_tells_a_time_once_where_all_days_share_it():
    school = SchoolFactory()
    periods = [
        SchoolPeriodFactory(school=school, weekday=0, slot="p1"),
        SchoolPeriodFactory(school=school, weekday=1, slot="p1"),
        SchoolPeriodFactory(school=school, weekday=1, slot="p2", starts="9:40", ends="10:25"),
        SchoolPeriodFactory(school=school, weekday=0, slot="p2", starts="9:35", ends="10:20"),
    ]
    for period in periods:
        period.refresh_from_db()

    grid = grid_of(periods, {str(periods[1].pk)})

    assert [day.name for day in grid.days] == ["月曜日", "火曜日"]
    assert [(row.label, row.time) for row in grid.rows] == [("1校時", "8:45–9:30"), ("2校時", "")]
    assert [[cell.checked for cell in row.cells] for row in grid.rows] == [[False, True], [False, False]]
    assert [cell.time for cell in grid.rows[1].cells] == ["9:35–10:20", "9:40–10:25"]


@pytest.mark.parametrize("key", ["9" * 25, "-1", "x", "0"])
def test_a_lesson_that_cannot_be_is_refused_beside_the_timetable(key):
    form = form_of(periods=[key])

    assert not form.is_valid()
    assert list(form.errors) == ["periods"]
