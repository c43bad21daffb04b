"""A wish that begins with a case study: what the archive's link puts into the form, and what it cannot."""

import re

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from members.wishes.forms.inspiration import case_address, inspired_answers
from members.wishes.models import ExchangeWish
from tests.factories.public_site import make_case

pytestmark = pytest.mark.django_db
NEW = "/members/wishes/new/"


def form_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def ticked(page, name: str) -> set[str]:
    return {field["value"] for field in page.select(f"input[name={name}][checked]")}


@pytest.fixture
def case():
    return make_case(
        slug="lunch",
        school_type="special_needs",  # has all grades, unlike the member's school
        exchange_types=["letter_card", "video_mail"],
        themes=["food"],
        countries=["TW"],
        languages=["en"],
        grades=["e5", "h1"],
        pupils=31,
        minutes=50,
    )


def link_of(anonymous, case) -> str:
    page = form_of(anonymous.get(case.url))
    return page.select_one("a.btn--go")["href"]


def test_the_link_of_a_case_fills_in_the_form_and_stores_nothing(anonymous, member, case):
    link = link_of(anonymous, case)
    assert link.startswith(f"{NEW}?case=lunch&exchange_type=letter_card&theme=food&country=TW")
    page = form_of(member.get(link))
    assert ticked(page, "exchange_type") == {"letter_card"}
    assert ticked(page, "grades") == {"e5"}
    assert page.select_one("[name=class_size]")["value"] == "31"
    assert page.select_one(".note a")["href"] == "/casestudies/lunch/"
    assert not ExchangeWish.objects.exists()

    fields = {name: page.select_one(f"[name={name}]")["value"] for name in ("source", "opening")}
    member.post(NEW, {**fields, "title": "給食", "exchange_type": "letter_card", "action": "next"})

    wish = ExchangeWish.objects.get()
    assert (wish.themes, wish.countries, wish.minutes, wish.languages) == (["food"], ["TW"], 50, {"en": 2})


def test_a_visitor_logs_in_on_the_way(anonymous, membership, case):
    link = link_of(anonymous, case)
    login = anonymous.get(link)
    assert login.status_code == 302
    assert "/members/login/?next=" in login["Location"]
    page = BeautifulSoup(anonymous.get(login["Location"]).content, "html.parser")
    target = page.select_one("input[name=next]")["value"]
    assert target == link


def test_who_may_only_read_gets_no_form(anonymous, reader, case):
    assert reader.get(link_of(anonymous, case)).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "case=../../etc&exchange_type=nonsense&theme=x&country=ZZ&grade=h1&pupils=99999&minutes=-5&tool=zoom%00",
        "case=%00&pupils=%EF%BC%91&language=xx&language=en&theme=food&theme=food",
        "case=" + "a" * 5000,
        "exchange_type=" + "%27%22%3C&exchange_type=" * 50,
    ],
)
def test_nonsense_is_passed_over(member, query):
    page = form_of(member.get(f"{NEW}?{query}"))
    assert ticked(page, "exchange_type") == ticked(page, "countries") == ticked(page, "grades") == set()
    assert not page.find("a", href=re.compile("casestudies/(a{100}|\\.\\.)"))


def test_the_note_leads_to_the_case_in_the_language_of_the_page(member):
    page = form_of(member.get(f"/en{NEW}?case=lunch&theme=food"))
    assert page.select_one(".note a")["href"] == "/en/casestudies/lunch/"
    assert case_address(QueryDict("")) == ""


def test_only_tools_the_school_may_use(membership):
    membership.school.tools = ["zoom"]
    answers = inspired_answers(QueryDict("tool=zoom&tool=teams"), membership.school)
    assert answers == {"tools": ["zoom"]}
