"""Which cases are shown beside another one, in what order, and why."""

import json

import pytest
from django.utils import translation

from casestudies.models import CaseStudyPage
from casestudies.similar import similar_cases, similarity_reasons
from tests.factories.public_site import make_case, translated

pytestmark = pytest.mark.django_db

APART = {
    "school_type": "high",
    "grades": ["h1"],
    "countries": ["FR"],
    "exchange_types": ["artwork"],
    "themes": ["steam"],
    "subjects": ["art"],
    "languages": ["fr"],
    "pupils": 200,
    "summary": "粘土の模型を送り合いました。",
}


def stored(case):
    return CaseStudyPage.objects.get(pk=case.pk)


def titles(case, number=3):
    return [one.case.title for one in similar_cases(stored(case), number)]


def choose(case, *others):
    case.related = json.dumps([{"type": "case", "value": other.pk} for other in others])
    case.save_revision().publish()
    return stored(case)


def test_more_in_common_comes_first_and_nothing_in_common_never():
    case = make_case(title="これ")
    make_case(title="別の話", **APART)
    make_case(title="国だけ同じ", **{**APART, "countries": ["TW"]})
    make_case(title="種別とテーマが同じ", **{**APART, "exchange_types": ["live_online"], "themes": ["food"]})
    assert titles(case) == ["種別とテーマが同じ", "国だけ同じ"]


def test_of_equal_facets_the_words_decide():
    case = make_case(title="献立を当て合う", summary="給食の材料を手がかりにしました。")
    make_case(title="献立を当て合うクイズ", summary="給食の材料だけで当てました。")
    make_case(title="歌を送る", summary="合唱を録音しました。")
    assert titles(case) == ["献立を当て合うクイズ", "歌を送る"]
    first, second = similar_cases(stored(case), 2)
    with translation.override("en"):
        assert "similar content" in similarity_reasons(case, first.case, 0.5)
        assert "similar content" not in similarity_reasons(case, second.case, 0.0)


def test_the_editors_choice_stands_first_and_says_so():
    case = make_case(title="これ")
    alike = make_case(title="よく似た事例")
    far = make_case(title="事務局が選んだ事例", **APART)
    case = choose(case, far)
    found = similar_cases(case, 2)
    assert [one.case.title for one in found] == [far.title, alike.title]
    assert found[0].reasons == ["事務局のおすすめ"]


def test_a_chosen_case_is_shown_in_the_language_of_the_page_and_only_when_public():
    case, chosen, hidden = make_case(), make_case(title="選んだ", **APART), make_case(title="非公開", **APART)
    case = choose(case, hidden, chosen)
    hidden.unpublish()
    english_case, english = translated(case), translated(chosen, title="Chosen")
    english_case.related = case.related
    english_case.save()
    assert [one.case.pk for one in similar_cases(stored(english_case), 3)][:1] == [english.pk]
    assert titles(case) == ["選んだ"]


def test_drafts_and_other_languages_are_not_alike():
    case = make_case(title="これ")
    make_case(title="下書き", live=False)
    translated(case, title="English")
    assert titles(case) == []


def test_the_grade_is_the_first_reason():
    case = make_case(grades=["e5"])
    same, near = make_case(grades=["e5", "e6"]), make_case(grades=["e6"])
    assert similarity_reasons(case, same)[0] == "同じ学年"
    assert similarity_reasons(case, near)[0] == "近い学年"


def test_queries_do_not_grow(django_assert_num_queries):
    case = make_case()
    for _number in range(2):
        make_case()
    stored(case)
    similar_cases(case, 1)
    for wanted in (1, 2):
        with django_assert_num_queries(2):  # version, cases
            assert len(similar_cases(case, wanted)) == wanted
