"""The mail in the preview of the desk."""

import pytest

from tests.factories.public_site import make_issue
from tests.newsletter.bodies import full_body

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def preview(mode):
    page = make_issue(63, body=full_body())
    return page.make_preview_request(preview_mode=mode)


def test_the_modes_are_offered():
    modes = dict(make_issue(1).preview_modes)
    assert list(modes) == ["", "mail", "mail-dark", "mail-text", "print"]


@pytest.mark.parametrize(("mode", "media"), [("mail", "@media not all"), ("mail-dark", "@media all")])
def test_the_screen_is_that_of_the_mode_not_of_the_editor(mode, media):
    html = preview(mode).content.decode()
    assert media in html
    assert "prefers-color-scheme: dark" not in html


def test_pictures_come_from_the_host_that_was_asked(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://concierge.example.jp"
    html = preview("mail").content.decode()
    assert 'src="https://concierge.example.jp' not in html
    assert 'src="/static/' in html
    assert 'href="https://concierge.example.jp/newsletter/63/' in html


def test_its_styles_may_stand_in_the_elements_and_nothing_else_may_load():
    policy = preview("mail")["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in policy
    assert "default-src 'none'" in policy


def test_plain_text_is_plain_text():
    answer = preview("mail-text")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "■ ごあいさつ" in answer.content.decode()


def test_a_draft_that_is_not_saved_yet_has_a_mail():
    page = make_issue(9, live=False, title="公開前の号")
    assert "公開前の号" in page.make_preview_request(preview_mode="mail").content.decode()
