"""Whether an answer helped: counted once a browser, with the token, and nothing of anybody is kept."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from home.models import FaqEntry, FaqOpinion
from tests.casestudies.helpers import words
from tests.factories.public_site import make_faq, section
from tests.factories.schools import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    section("faq")
    return make_faq()


@pytest.fixture
def address(entry) -> str:
    return f"/faq/helpful/{entry.pk}/"


def test_the_page_of_questions_leads_there_and_carries_no_token(address):
    response = Client().get("/faq/")
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one(f'main a[href="{address}"]')
    assert not page.select("[name=csrfmiddlewaretoken]")
    assert not response.cookies


def test_an_opinion_counts_once_a_browser(entry, address):
    client = Client()
    assert client.post(address, {"helpful": "yes"}).status_code == 302
    assert client.post(address, {"helpful": "no"}).status_code == 200
    assert "ありがとうございます" in words(BeautifulSoup(client.get(address).content, "html.parser").main)
    Client().post(address, {"helpful": "no"})
    opinion = FaqOpinion.objects.get(entry=entry)
    assert (opinion.helpful, opinion.unhelpful) == (1, 1)


def test_what_is_refused(entry, address):
    assert Client().post(address, {"helpful": "maybe"}).status_code == 422
    assert Client(enforce_csrf_checks=True).post(address, {"helpful": "yes"}).status_code == 403
    assert Client().get("/faq/helpful/999999/").status_code == 404
    draft, english = make_faq(live=False), make_faq("What?", "en")
    assert [Client().get(f"/faq/helpful/{one.pk}/").status_code for one in (draft, english)] == [404, 404]
    odd = Client()
    odd.cookies["answers_told"] = "x.99999999999999999999.²"
    assert odd.get(address).status_code == 200
    assert not FaqOpinion.objects.exists()


def test_one_address_counts_no_more_than_sixty_an_hour(address):
    codes = [Client().post(address, {"helpful": "yes"}).status_code for _time in range(62)]
    assert codes == [302] * 60 + [429] * 2
    assert FaqOpinion.objects.get().helpful == 60


def test_the_desk_sees_the_numbers(entry):
    FaqOpinion.objects.create(entry=entry, helpful=17, unhelpful=4)
    client = Client()
    client.force_login(UserFactory(group="Editor"), backend="django.contrib.auth.backends.ModelBackend")
    page = BeautifulSoup(client.get(reverse(FaqEntry.snippet_viewset.get_url_name("list"))).content, "html.parser")
    row = words(page.select_one("table.listing tbody tr"))
    assert "17" in row
    assert "4" in row
