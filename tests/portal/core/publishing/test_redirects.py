"""A page whose address changes leaves a redirect behind, in both languages, with all that lies below it."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import Translation

from tests.factories.public_site import make_case, make_event, make_issue, make_news, section, translated
from tests.factories.translating import publish_again, published_news, start

pytestmark = pytest.mark.django_db(transaction=True)


def rename(page, slug):
    publish_again(page, slug=slug)


def leads_to(client, path):
    """Where an old address leads in one step; it must be a page that answers."""
    answer = client.get(path)
    assert answer.status_code == 301, path
    assert client.get(answer["Location"]).status_code == 200
    return answer["Location"]


def test_a_page_in_japanese_and_its_english_twin(client):
    page = published_news(title="募集", slug="call")
    start(page, texts={"募集": "Call"}, publish=True)
    rename(page, "invitation")
    assert leads_to(client, "/news/call/") == "/news/invitation/"
    assert client.get("/en/news/call/").status_code == 200

    translation = Translation.objects.get()
    translation.source.update_from_db()
    translation.save_target(publish=True)

    assert leads_to(client, "/en/news/call/") == "/en/news/invitation/"


def test_everything_below_a_section_moves_with_it(client):
    make_news(slug="call")
    rename(section("news"), "topics")
    assert leads_to(client, "/news/") == "/topics/"
    assert leads_to(client, "/news/call/") == "/topics/call/"


def test_a_page_that_is_moved_takes_its_pages_along(client):
    page = make_news(slug="call")
    about = section("about")
    Page.objects.get(pk=section("news").pk).move(about, pos="last-child")
    assert leads_to(client, "/news/call/") == "/about/news/call/"
    assert page.pk == Page.objects.get(slug="call").pk


def test_print_files_and_feeds_follow(client):
    make_event(slug="briefing")
    make_issue(1)
    case = make_case(slug="lunch")
    rename(case, "dinner")
    assert leads_to(client, "/casestudies/lunch/print/") == "/casestudies/dinner/print/"
    rename(section("events"), "meetings")
    assert leads_to(client, "/events/briefing/event.ics").startswith("/meetings/briefing/event.ics")
    assert leads_to(client, "/events/feed/") == "/meetings/feed/"
    rename(section("newsletter"), "letters")
    assert leads_to(client, "/newsletter/1/") == "/letters/1/"


def test_a_second_change_needs_no_second_step(client):
    page = make_news(slug="one")
    rename(page, "two")
    rename(page, "three")
    assert leads_to(client, "/news/one/") == "/news/three/"
    assert leads_to(client, "/news/two/") == "/news/three/"


def test_back_and_forth_makes_no_circle(client):
    page = make_news(slug="one")
    rename(page, "two")
    rename(page, "one")
    assert client.get("/news/one/").status_code == 200
    assert leads_to(client, "/news/two/") == "/news/one/"


def test_a_page_is_never_hidden_by_a_redirect(client):
    rename(make_news(slug="call", title="古い募集"), "old-call")
    make_news(slug="call", title="新しい募集")
    answer = client.get("/news/call/")
    assert answer.status_code == 200
    assert "新しい募集" in answer.content.decode()
    rename(Page.objects.get(slug="call").specific, "new-call")
    assert leads_to(client, "/news/call/") == "/news/new-call/"
    assert Redirect.objects.filter(old_path="/news/call").count() == 1


def test_a_draft_of_a_new_address_changes_nothing_yet(client):
    page = make_news(slug="call")
    page.slug = "invitation"
    page.save_revision()
    assert client.get("/news/call/").status_code == 200
    assert not Redirect.objects.exists()


def test_the_query_of_an_old_link_does_no_harm(client):
    translated(section("news"))
    rename(make_news(slug="call"), "invitation")
    assert leads_to(client, "/news/call/?utm_source=x") == "/news/invitation/"
