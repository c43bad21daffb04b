import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from home.models import HomePage, StandardPage

from .conftest import Render

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LINKS = "{% load portal_tags %}{% alternates as found %}{% for a in found %}{{ a.language }}={{ a.url }} {% endfor %}"
SWITCH = "{% load portal_tags %}{% language_switch as s %}{{ s.url }} {{ s.same_page }}"


def test_a_translated_page_names_both_languages_and_the_default(
    sections: dict[str, StandardPage], render: Render
) -> None:
    assert render(LINKS, path="/faq/", page=sections["faq"]).split() == [
        "ja=http://testserver/faq/",
        "en=http://testserver/en/faq/",
        "x-default=http://testserver/faq/",
    ]


def test_an_untranslated_page_has_no_alternate_and_the_switch_says_so(
    sections: dict[str, StandardPage], render: Render
) -> None:
    assert render(LINKS, path="/about/", page=sections["about"]) == ""
    assert render(SWITCH, path="/about/", page=sections["about"]) == "/en/ False"
    html = render("{% include 'components/language_switch.html' %}", path="/about/", page=sections["about"])
    assert '<a href="/en/" lang="en" hreflang="en">English (home page)</a>' in html


def test_an_unpublished_translation_is_none(sections: dict[str, StandardPage], render: Render) -> None:
    sections["faq"].get_translations().first().unpublish()
    assert render(LINKS, path="/faq/", page=sections["faq"]) == ""


def test_what_a_page_serves_below_itself_keeps_its_path(sections: dict[str, StandardPage], render: Render) -> None:
    assert "en=http://testserver/en/faq/print/" in render(LINKS, path="/faq/print/", page=sections["faq"])


def test_the_switch_keeps_the_filters(render: Render) -> None:
    assert render(SWITCH, path="/search/?q=%E7%B5%A6%E9%A3%9F") == "/en/search/?q=%E7%B5%A6%E9%A3%9F True"
    assert render(SWITCH, path="/en/search/") == "/search/ True"


def test_views_have_alternates_without_their_query(render: Render) -> None:
    assert "en=http://testserver/en/search/ " in render(LINKS, path="/search/?q=a")


def test_an_error_page_leads_home(render: Render) -> None:
    assert render(SWITCH, path="/search/", is_error=True) == "/en/ False"
    assert render(SWITCH, path="/nowhere/") == "/en/ False"
    assert render(LINKS, path="/nowhere/") == ""


def test_an_address_outside_the_languages_has_no_alternate(render: Render) -> None:
    assert render(LINKS, path="/outside/") == ""


def test_translations_are_read_once(
    sections: dict[str, StandardPage], render: Render, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    render(LINKS + SWITCH, path="/faq/", page=sections["faq"])
    # The site of the request, which Wagtail keeps for it, and the translations.
    with django_assert_num_queries(2):
        render(LINKS + SWITCH, path="/faq/", page=sections["faq"])


def test_not_found_in_both_languages(home: HomePage) -> None:
    client = Client()
    japanese, english = client.get("/nowhere/"), client.get("/en/nowhere/")
    assert (japanese.status_code, english.status_code) == (404, 404)
    assert '<html lang="ja">' in japanese.content.decode()
    text = english.content.decode()
    assert '<html lang="en">' in text
    assert 'rel="alternate"' not in text
    assert 'rel="canonical"' not in text
    assert '<a href="/" lang="ja" hreflang="ja">' in text
    assert not english.cookies
