import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from portal.core.countries import language_choices
from portal.core.graded_codes import GradedCodesFormField, graded_labels
from portal.core.vocabulary import Criterion, Importance, LanguageLevel

LANGUAGES = GradedCodesFormField(language_choices, LanguageLevel.choices, required=False)
MARKS = GradedCodesFormField(Criterion, Importance, required=False)


def read(field, query):
    data = QueryDict(query)
    return field.clean(field.widget.value_from_datadict(data, {}, "x"))


def test_rows_become_codes_with_grades_in_the_vocabularys_order():
    assert read(LANGUAGES, "x_code_0=ja&x_grade_0=1&x_code_1=&x_grade_1=&x_code_2=en&x_grade_2=4") == {"en": 4, "ja": 1}
    assert read(LANGUAGES, "") == {}


def test_a_short_vocabulary_leaves_out_what_has_no_grade():
    assert read(MARKS, "x_code_0=age&x_grade_0=&x_code_1=theme&x_grade_1=3") == {"theme": 3}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("x_code_0=xx&x_grade_0=1", "unknown"),
        ("x_code_0=en&x_grade_0=1&x_code_1=en&x_grade_1=2", "twice"),
        ("x_code_0=en&x_grade_0=", "grade"),
        ("x_code_0=en&x_grade_0=9", "grade"),
        ("x_code_0=en&x_grade_0=<script>", "grade"),
    ],
)
def test_what_is_refused(query, code):
    with pytest.raises(ValidationError) as refused:
        read(LANGUAGES, query)

    assert refused.value.code == code


def test_the_boxes_show_what_is_stored_and_what_was_typed():
    stored = LANGUAGES.widget.render("x", {"en": 4}, {"id": "id_x"})
    typed = LANGUAGES.widget.render("x", [("en", ""), ("ja", "1")], {"id": "id_x"})

    assert stored.count("<select") == 6
    assert '<option value="en" selected>' in stored
    assert '<option value="4" selected>' in stored
    assert '<option value="ja" selected>' in typed
    assert MARKS.widget.render("x", {}, {"id": "id_x"}).count("<select") == len(Criterion)


def test_labels_name_the_grade():
    assert graded_labels(language_choices(), LanguageLevel.choices, {"ja": 1, "en": 4, "xx": 2, "zh": 99}) == [
        "英語（流ちょうに話せる・母語）",
        "日本語（挨拶と決まった表現）",
    ]
