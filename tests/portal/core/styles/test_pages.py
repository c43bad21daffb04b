"""The style page at the desk: who sees it, in which language, under which policy, and what its tables tell."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.core.styles.registry import chapters
from tests.factories.schools import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PAGE = "/cms/styles/"


def browser(group: str = "") -> Client:
    client = Client()
    user = UserFactory(group=group) if group else UserFactory()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(home) -> Client:
    return browser("Editor")


@pytest.mark.parametrize("group", ["Editor", "Coordinator"])
def test_everybody_of_the_desk_finds_it_in_the_menu(home, group: str) -> None:
    client = browser(group)
    assert client.get(PAGE).status_code == 200
    assert f'"url": "{PAGE}"' in client.get("/cms/").content.decode()


def test_nobody_else_gets_in(home, anonymous: Client) -> None:
    for client in (anonymous, browser()):
        for path in (PAGE, f"{PAGE}controls/", f"{PAGE}window/header/0/", f"{PAGE}states.css"):
            response = client.get(path)
            assert response.status_code == 302
            assert "/cms/login/" in response["Location"]


@pytest.mark.parametrize("slug", ["nothing", "window"])
def test_what_is_no_chapter_is_not_found(editor: Client, slug: str) -> None:
    assert editor.get(f"{PAGE}{slug}/").status_code == 404


@pytest.mark.parametrize("path", ["window/header/9/", "window/button/0/", "window/nothing/0/"])
def test_what_is_no_framed_sample_is_not_found(editor: Client, path: str) -> None:
    assert editor.get(PAGE + path).status_code == 404


def test_it_is_drawn_under_the_public_policy(editor: Client) -> None:
    policy = editor.get(PAGE)["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert "frame-src 'self'" in policy
    response = editor.get(f"{PAGE}window/header/0/")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("query", "language"), [("", "ja"), ("?language=en", "en"), ("?language=xx", "ja"), ("?language=%00", "ja")]
)
def test_the_language_is_chosen_in_the_address(editor: Client, query: str, language: str) -> None:
    html = editor.get(f"{PAGE}controls/{query}").content.decode()
    assert f'<html lang="{language}">' in html
    assert ("下書きを保存" in html) is (language == "ja")


def test_each_chapter_shows_each_component_and_each_state(editor: Client) -> None:
    for chapter in chapters():
        soup = BeautifulSoup(editor.get(f"{PAGE}{chapter.slug}/").content, "html.parser")
        sections = soup.select(".styles__part")
        assert [section["id"] for section in sections] == [one.anchor for one in chapter.components]
        for section, component in zip(sections, chapter.components, strict=True):
            states = [state.text for state in section.select(".styles__state")]
            assert states == [sample.state for sample in component.samples]
        ids = [node["id"] for node in soup.select("[id]")]
        assert len(ids) == len(set(ids)), chapter.slug


def test_a_framed_sample_stands_in_a_window_that_can_send_nothing(editor: Client) -> None:
    soup = BeautifulSoup(editor.get(f"{PAGE}frame/").content, "html.parser")
    windows = soup.select("iframe")
    assert reverse("style-window", args=["hero", 0]) + "?language=ja" in [window["src"] for window in windows]
    assert {"allow-forms" in window["sandbox"] for window in windows} == {False}


def test_forced_states_carry_a_class(editor: Client) -> None:
    soup = BeautifulSoup(editor.get(f"{PAGE}controls/").content, "html.parser")
    button = soup.select_one("#components-button")
    assert {"is-hover", "is-focus", "is-pressed"} <= {
        name for node in button.select("button, a") for name in node["class"]
    }


def test_the_contrast_of_the_tokens_is_told(editor: Client) -> None:
    soup = BeautifulSoup(editor.get(PAGE).content, "html.parser")
    rows = {row.th.text: [cell.text for cell in row.select("td")] for row in soup.select("table tbody tr")}
    assert rows["ink"][0] == "16.4"
    assert rows["paper"][0] == "–"


def test_tokens_and_drawings_ask_the_database_for_little(editor: Client, django_assert_max_num_queries) -> None:
    editor.get(PAGE)
    for path in (PAGE, f"{PAGE}drawings/", f"{PAGE}controls/"):
        with django_assert_max_num_queries(12):
            editor.get(path)
