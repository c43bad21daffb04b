import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from home.models import HomePage, StandardPage
from portal.core import navigation

from .conftest import Render

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_menu_shows_what_editors_put_there_in_tree_order(sections: dict[str, StandardPage], rf: RequestFactory) -> None:
    links = navigation.menu(rf.get("/faq/"))
    assert [(link.title, link.url, link.current) for link in links] == [
        ("よくある質問", "/faq/", "page"),
        ("はじめての方へ", "/about/", ""),
    ]


def test_menu_of_the_other_language_holds_its_own_pages(sections: dict[str, StandardPage], rf: RequestFactory) -> None:
    with translation.override("en"):
        links = navigation.menu(rf.get("/en/faq/how/"))
    assert [(link.title, link.url, link.current) for link in links] == [("Questions", "/en/faq/", "true")]


def test_a_draft_is_not_in_the_menu(sections: dict[str, StandardPage], rf: RequestFactory) -> None:
    sections["about"].unpublish()
    assert [link.slug for link in navigation.menu(rf.get("/"))] == ["faq"]


def test_the_same_letters_do_not_make_a_section() -> None:
    assert navigation.current_state("/news/", "/newsletter/") == ""
    assert navigation.current_state("/newsletter/1/", "/newsletter/") == "true"


def test_header_and_footer_share_one_query(
    sections: dict[str, StandardPage],
    render: Render,
    home: HomePage,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    source = (
        "{% load portal_tags %}{% main_menu as items %}{{ items|length }}{% section_link 'privacy' as p %}{{ p.title }}"
    )
    render(source)  # warms Wagtail's cache of site roots
    with django_assert_num_queries(1):
        assert render(source) == "2個人情報"
    for number in range(5):
        home.add_child(instance=StandardPage(title=f"p{number}", slug=f"p{number}", show_in_menus=True))
    with django_assert_num_queries(1):
        assert render(source) == "7個人情報"


def test_breadcrumbs_cost_one_query_at_any_depth(
    sections: dict[str, StandardPage], rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = sections["faq"]
    for number in range(3):
        page = page.add_child(instance=StandardPage(title=f"level {number}", slug=f"level-{number}"))
    request = rf.get("/")
    request.user = AnonymousUser()
    page.get_url(request)
    with django_assert_num_queries(1):
        links = navigation.ancestors(page, request)
    assert [(link.title, link.url) for link in links] == [
        ("よくある質問", "/faq/"),
        ("level 0", "/faq/level-0/"),
        ("level 1", "/faq/level-0/level-1/"),
        ("level 2", ""),
    ]
    with django_assert_num_queries(0):
        assert [link.title for link in navigation.ancestors(sections["faq"], request)] == ["よくある質問"]


def test_home_has_no_breadcrumbs(home: HomePage, render: Render) -> None:
    assert "<nav" not in render("{% load portal_tags %}{% breadcrumbs %}", page=home)


def test_breadcrumbs_of_a_view(render: Render) -> None:
    html = render("{% load portal_tags %}{% breadcrumbs label '/a/' 'C' %}", label="A & B")
    assert '<a href="/a/">A &amp; B</a>' in html
    assert '<li aria-current="page">C</li>' in html


def test_member_breadcrumbs_begin_at_the_dashboard(render: Render) -> None:
    html = render("{% load portal_tags %}{% member_breadcrumbs 'Wishes' %}", path="/en/members/wishes/")
    assert '<a href="/en/members/">Home</a>' in html


def test_the_start_page_of_a_menu_is_current_on_itself_only(rf: RequestFactory) -> None:
    entries = [("members:dashboard", "Home"), ("members:wish-list", "Wishes")]
    below = navigation.url_menu(rf.get("/members/wishes/3/"), entries)
    assert [link.current for link in below] == ["", "true"]
    assert [link.current for link in navigation.url_menu(rf.get("/members/"), entries)] == ["page", ""]
