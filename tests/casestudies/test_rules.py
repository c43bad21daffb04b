"""What a case must not say, and withheld names in the forms in which a text gives them away."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.rules import contradictions, days_ahead, obstacles
from casestudies.withheld import leaks, municipality_leaks, withheld_names
from tests.factories.media import make_image
from tests.factories.public_site import make_case, translated

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 28)


def case(**fields: Any) -> CaseStudyPage:
    """An unsaved case."""
    return CaseStudyPage(**{"title": "カードの交換", "school_type": "elementary", "grades": ["e5"], **fields})


def voices(*texts: str) -> list[tuple[str, dict[str, str]]]:
    return [("voice", {"speaker": "pupil", "text": text, "detail": ""}) for text in texts]


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"date_from": datetime.date(2025, 5, 2), "date_until": datetime.date(2025, 5, 1)}, "date_until"),
        ({"partner_age_min": 12, "partner_age_max": 10}, "partner_age_max"),
        ({"partner_age_min": 2}, "partner_age_min"),
        ({"partner_age_max": 26}, "partner_age_max"),
        ({"pupils": 5001}, "pupils"),
        ({"minutes": 601}, "minutes"),
        ({"grades": ["e5", "j1"]}, "grades"),
        ({"school_type": "high", "grades": ["e5"]}, "grades"),
        ({"slug": "collection"}, "slug"),
        ({"slug": "suggest"}, "slug"),
    ],
)
def test_what_cannot_be_true_is_told_beside_its_field(fields, faulty):
    assert list(contradictions(case(**fields))) == [faulty]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"date_from": datetime.date(2025, 5, 1), "date_until": datetime.date(2025, 5, 1)},
        {"partner_age_min": 10, "partner_age_max": 10},
        {"pupils": 5000, "minutes": 600, "teachers": 500},
        {"school_type": "special_needs", "grades": ["e5", "j1", "h3"]},
        {"school_type": "compulsory", "grades": ["e1", "j3"]},
    ],
)
def test_what_can_be_true_passes(fields):
    assert contradictions(case(**fields)) == {}


def test_every_page_below_the_archive_is_taken():
    """The first part of each route of the archive, and the suggestions, which are a plain view."""
    routes = {str(route.pattern).split("/")[0] for route in CaseStudyIndexPage.get_subpage_urls() if str(route.pattern)}
    names = {name for name in routes if "." not in name} | {reverse("casestudies-suggest").split("/")[2]}
    for name in names:
        assert "slug" in contradictions(case(slug=name)), name


def test_days_too_far_ahead_are_typed_wrong():
    far = case(date_from=TODAY + datetime.timedelta(days=367), approved_on=TODAY + datetime.timedelta(days=1))
    assert set(days_ahead(far, TODAY)) == {"date_from", "approved_on"}
    assert days_ahead(case(date_from=TODAY + datetime.timedelta(days=366), approved_on=TODAY), TODAY) == {}


@pytest.mark.parametrize("mark", ["【記入】", "[Fill in]"])
def test_a_prompt_of_a_template_keeps_a_case_from_the_public(mark):
    drafted = case(background=f"<p>{mark}どのような相談でしたか。</p>", voices=voices(f"{mark}声"))
    assert list(obstacles(drafted)) == ["background", "voices"]
    assert obstacles(case(background="<p>相談がありました。</p>")) == {}


class TestWithheldNames:
    @pytest.mark.parametrize(
        "text",
        [
            "江東区立しおかぜ小学校の5年生",
            "しおかぜ小学校の5年生",
            "しおかぜ小の5年生",
            "しおかぜ 小学校",
            "ｼｵｶｾﾞ小ではなく、しおかぜ小です",
        ],
    )
    def test_the_name_is_seen_in_the_forms_people_use(self, text):
        told = case(school_name="江東区立しおかぜ小学校", school_unnamed=True, summary=text)
        assert [field for field, _form in leaks(told)] == ["summary"]

    @pytest.mark.parametrize(
        ("name", "text", "is_told"),
        [
            ("Lakeside Primary School", "Lakeside sent a box.", True),
            ("Lakeside Primary School", "They live at the lakeside.", False),
            ("Lake Public School", "Lakeside sent a box.", False),
            ("台中市立光復国民小学", "光復国小からの返事", True),
        ],
    )
    def test_a_partner_too(self, name, text, is_told):
        told = case(partner_school=name, partner_unnamed=True, background=f"<p>{text}</p>")
        assert bool(list(leaks(told))) is is_told

    def test_a_named_school_may_stand_anywhere(self):
        assert list(leaks(case(school_name="江東区立しおかぜ小学校", summary="しおかぜ小"))) == []

    def test_voices_and_titles_are_looked_at(self):
        told = case(
            title="しおかぜ小の一日",
            school_name="江東区立しおかぜ小学校",
            school_unnamed=True,
            voices=voices("しおかぜ小"),
        )
        assert {field for field, _form in leaks(told)} == {"title", "voices"}

    def test_the_municipality_is_a_hint_only(self):
        told = case(school_unnamed=True, municipality="13108", summary="江東区の海辺で")
        assert municipality_leaks(told) == ["summary"]
        assert obstacles(told) == {}

    def test_names_in_the_other_language_count_as_well(self):
        japanese = make_case(
            school_name="江東区立しおかぜ小学校",
            partner_school="光復国民小学",
            school_unnamed=True,
            partner_unnamed=True,
        )
        english = translated(japanese, school_name="Shiokaze Elementary School", partner_school="Guangfu School")
        assert withheld_names(english) == {
            "江東区立しおかぜ小学校",
            "光復国民小学",
            "Shiokaze Elementary School",
            "Guangfu School",
        }
        english.summary = "Shiokaze wrote first."
        assert [field for field, _form in leaks(english)] == ["summary"]

    def test_the_words_that_come_with_a_picture_count(self):
        cover = make_image(alt_ja="しおかぜ小学校の教室")
        told = make_case(live=False, school_name="江東区立しおかぜ小学校", school_unnamed=True, cover=cover)
        assert [field for field, _form in leaks(told)] == ["cover"]


def test_a_draft_may_hold_what_a_published_case_must_not():
    drafted = make_case(school_name="江東区立しおかぜ小学校", school_unnamed=True)
    drafted.summary = "しおかぜ小の5年生"
    drafted.kept_as_draft = True
    drafted.full_clean()
    drafted.kept_as_draft = False
    with override("ja"), pytest.raises(ValidationError) as refusal:
        drafted.full_clean()
    assert "「しおかぜ小」" in refusal.value.message_dict["summary"][0]


def test_a_case_is_not_related_to_itself_nor_twice_to_another():
    one, other = make_case(), make_case()
    one.related = [("case", one)]
    assert list(contradictions(one)) == ["related"]
    one.related = [("case", other), ("case", other)]
    assert list(contradictions(one)) == ["related"]
    one.related = [("case", other)]
    assert contradictions(one) == {}
