"""The page of an exchange type: checklist, lesson plan, what the clocks mean, questions of its categories."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import ActivityPage
from tests.casestudies.helpers import words
from tests.factories.public_site import make_activity, make_faq, make_region, section, translated

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LESSON = [
    {"type": "checklist", "value": {"heading": "準備", "items": [{"when": "前日", "text": "名札を配る"}]}},
    {
        "type": "lesson_plan",
        "value": {
            "heading": "45分の授業案",
            "suits": "小学校",
            "aim": "学校を伝える",
            "steps": [{"minutes": "5分", "activity": "あいさつする", "hint": ""}],
        },
    },
]


def soup_of(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_what_to_have_ready_and_the_course_of_a_lesson():
    page = make_activity(body=LESSON)
    soup = soup_of(page.url)
    assert words(soup.select_one(".checklist li")) == "前日 名札を配る"
    assert [words(cell) for cell in soup.select(".story__part tbody td")] == ["あいさつする", "–"]
    assert page in list(ActivityPage.objects.search("名札"))


@pytest.mark.usefixtures("on_a_fixed_day")
class TestClocks:
    def test_places_where_a_lesson_fits_come_first(self):
        make_region(title="タイ", slug="th", country="TH", zone="Asia/Bangkok")
        make_region(title="韓国", slug="kr", country="KR", zone="Asia/Seoul")
        make_region(title="英国", slug="gb", country="GB", zone="Europe/London")
        translated(make_region())
        hint = soup_of(make_activity().url).select_one("[aria-labelledby=time-hint]")
        near, far = hint.select("ul")
        assert [words(item) for item in near.select("li")] == ["韓国 7時間", "台湾 6時間", "タイ 5時間"]
        assert [words(item) for item in far.select("li")] == ["英国"]
        assert near.a["href"] == "/partners/kr/"

    @pytest.mark.parametrize(("kind", "text"), [("letter_card", "時差を気にせず"), ("embassy", None)])
    def test_types_that_need_no_common_hour(self, kind, text):
        make_region()
        hint = soup_of(make_activity(kind).url).select_one("[aria-labelledby=time-hint]")
        assert (text in words(hint)) if text else hint is None

    def test_without_regions_nothing_is_said(self):
        assert soup_of(make_activity().url).select_one("[aria-labelledby=time-hint]") is None


def test_questions_of_the_categories_that_matter():
    section("faq")
    make_faq("機材は何が必要ですか。", category="day")
    make_faq("IDが分かりません。", category="account")
    make_faq("草稿", category="day", live=False)
    make_faq("What do we need?", "en", category="day")
    part = soup_of(make_activity().url).select_one("[aria-labelledby=type-questions]")
    assert [words(heading) for heading in part.select("h3")] == ["機材は何が必要ですか。"]
    assert part.select("a")[-1]["href"] == "/faq/"


def test_the_wish_begins_with_the_type():
    page = soup_of(make_activity("artwork").url)
    assert page.select_one("aside a.btn")["href"].endswith("/new/?exchange_type=artwork")


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow(django_assert_num_queries, number):
    page = make_activity()
    section("faq")
    for place in range(number):
        make_faq(category="day")
        make_region(slug=f"place-{place}")
    client = Client()
    client.get(page.url)
    with django_assert_num_queries(18):
        client.get(page.url)
