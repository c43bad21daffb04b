import pytest
import time_machine
from django.http import QueryDict

from members.wishes.forms import WishForm
from members.wishes.forms.choices import copied_answers, fresh_answers, shown_answers
from members.wishes.forms.grid import grid_of
from members.wishes.forms.wish import typed_again
from members.wishes.models import ANSWERS
from members.wishes.services import plain
from members.wishes.steps import STEPS, step_after, step_before, step_of, step_with
from portal.core.vocabulary import grades_of_school
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory
from tests.factories.wishes import LiveWishFactory

pytestmark = pytest.mark.django_db


def posted(**values):
    """What a browser sends for a complete live wish, all steps together; None leaves a field out."""
    data = {
        "title": "給食でつながる",
        "exchange_type": "live_online",
        "grades": ["e5"],
        "school_year": "2026",
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


def form_of(name, wish=None, *, complete=True, offered=frozenset(), **values):
    """The form of the step that asks for a field, of a stored wish that is complete."""
    wish = wish or LiveWishFactory()
    periods = list(wish.periods.all())
    return WishForm(
        posted(**{"periods": [str(one.pk) for one in periods], **values}),
        step=step_with(name),
        school=wish.school,
        periods=periods,
        countries=set(offered),
        complete=complete,
        instance=wish,
        initial=shown_answers(wish),
    )


def test_the_steps_ask_for_every_answer_once():
    names = [name for step in STEPS for name in step.fields]

    assert sorted(names) == sorted({*ANSWERS, "periods"})
    assert [step.number for step in STEPS] == [1, 2, 3, 4, 5]
    assert step_after(STEPS[-1]) is step_before(STEPS[0]) is step_of("nonsense") is None
    assert step_after(STEPS[0]) is step_of("when")


def test_complete_steps_are_accepted():
    answers = {}
    for step in STEPS:
        form = form_of(step.fields[0])
        assert form.is_valid(), form.errors
        answers |= form.answers()

    assert (answers["grades"], answers["months"], answers["class_size"]) == (["e5"], [10, 11], 30)
    assert (answers["languages"], answers["importance"]) == ({"en": 1}, {"age": 2})
    assert (answers["school_year"], len(answers["periods"])) == (2026, 2)


def test_a_draft_needs_a_name_and_a_type_only():
    data = {name: None for name in posted() if name not in {"title", "exchange_type", "school_year"}} | {"periods": []}

    assert all(form_of(step.fields[0], complete=False, **data).is_valid() for step in STEPS)
    assert not form_of("grades", **data).is_valid()


def test_what_another_step_asks_for_is_told_with_its_name():
    wish = LiveWishFactory(exchange_type="letter_card", tools=[], musts=["tool"])
    form = form_of("exchange_type", wish)

    assert not form.is_valid()
    assert form.non_field_errors()[0].startswith("ステップ4「テーマとツール」")
    assert "「ツール」" in form.non_field_errors()[1]


def test_a_must_without_an_answer_is_told_beside_the_answer():
    form = form_of("countries", LiveWishFactory(countries=["NZ"], musts=["region"]), countries=[])

    assert not form.is_valid()
    assert set(form.errors) == {"countries"}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"title": ""}, "title", "希望の名前を入力してください。"),
        ({"title": "あ" * 81}, "title", "80"),
        ({"exchange_type": None}, "exchange_type", "交流の種類を選んでください。"),
        ({"exchange_type": "nonsense"}, "exchange_type", "nonsense"),
        ({"grades": None}, "grades", "学年を一つ以上選んでください。"),
        ({"grades": ["j1"]}, "grades", "j1"),
        ({"school_year": "1999"}, "school_year", "1999"),
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
    form = form_of(field, **changes)

    assert not form.is_valid()
    assert message in " ".join(form.errors[field])
    assert set(form.errors) == {field}


def test_lessons_of_another_school_are_no_choice():
    foreign = SchoolPeriodFactory()

    assert "periods" in form_of("periods", periods=[str(foreign.pk)]).errors


@pytest.mark.parametrize("typed", ["32", "３２", " 32 ", "３２人", "32名"])
def test_numbers_of_any_width_are_understood(typed):
    form = form_of("class_size", class_size=typed)

    assert form.is_valid()
    assert form.cleaned_data["class_size"] == 32


def test_an_empty_length_means_a_lesson():
    form = form_of("minutes", LiveWishFactory(school__school_type="junior_high"), minutes="")

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
    live, cards = form_of("periods"), form_of("periods", LiveWishFactory(exchange_type="letter_card"))

    assert (live["periods"].field.required, cards["periods"].field.required) == (True, False)
    assert cards["months"].field.required is True


def test_countries_on_offer_and_those_chosen_are_shown():
    form = form_of("countries", countries=["TW"], languages_code_0="en")
    chosen = WishForm(
        posted(countries=["NZ"]),
        step=step_with("countries"),
        school=form.instance.school,
        periods=[],
        countries={"TW"},
        instance=form.instance,
    )

    assert [code for code, _label in form.fields["countries"].choices] == ["TW"]
    assert [code for code, _label in chosen.fields["countries"].choices] == ["NZ", "TW"]
    assert chosen.is_valid()


@pytest.mark.parametrize(("day", "years"), [("2026-10-31", [2026]), ("2026-11-01", [2026, 2027])])
def test_the_next_year_is_offered_from_november_on(day, years):
    with time_machine.travel(f"{day} 12:00+09:00"):
        form = form_of("school_year", LiveWishFactory(school_year=2026))

    assert [year for year, _label in form.fields["school_year"].choices] == years


def test_a_new_wish_begins_with_the_schools_own_data():
    school = SchoolFactory(tools=["teams"], school_type="high")
    lesson = SchoolPeriodFactory(school=school, slot="p1")
    evening = SchoolPeriodFactory(school=school, slot="evening", starts="18:00", ends="18:45")

    answers = fresh_answers(school, [lesson, evening])

    assert (answers["tools"], answers["minutes"], answers["periods"]) == (["teams"], 50, [lesson.pk])


def test_a_copy_moves_on_to_the_year_that_new_wishes_are_for():
    wish = LiveWishFactory(school_year=2025, themes=["sdgs"])
    with time_machine.travel("2027-01-10 12:00+09:00"):
        answers = copied_answers(wish)

    assert (answers["school_year"], answers["themes"]) == (2027, ["sdgs"])


def test_what_was_typed_is_shown_again_however_wrong_it_is():
    data = dict(posted(class_size="たくさん", grades=["e5", "x"], title="").lists())
    initial = typed_again(step_of("what"), data)

    assert (initial["class_size"], initial["grades"], initial["title"]) == ("たくさん", ["e5", "x"], "")


def test_answers_that_mean_the_same_are_alike():
    wish = LiveWishFactory(importance={"age": 1, "theme": 3})
    typed = {"importance": {"theme": 3}, "periods": wish.periods.order_by("-pk"), "notes": "a\r\nb", "months": [11, 10]}

    assert plain(typed)["importance"] == plain(wish.answers())["importance"]
    assert plain(typed)["periods"] == plain(wish.answers())["periods"]
    assert plain(typed)["months"] == [10, 11]
    assert plain(typed)["notes"] == "a\nb"


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
    form = form_of("periods", periods=[key])

    assert not form.is_valid()
    assert list(form.errors) == ["periods"]
