"""How an issue looks before it is published."""

import pytest
from bs4 import BeautifulSoup

from newsletter.previews import MODES
from newsletter.writing.carrying_over import RECURRING, empty_value
from tests.casestudies.helpers import words
from tests.factories.public_site import make_issue
from tests.newsletter.helpers import section

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def draft():
    issue = make_issue(1, body=[section("公開済みの見出し")])
    issue.body = issue.body.stream_block.to_python([section("下書きの見出し")])
    issue.save_revision()
    return issue.get_latest_revision_as_object()


def shown(page, mode: str) -> BeautifulSoup:
    answer = page.make_preview_request(preview_mode=mode)
    answer.render() if hasattr(answer, "render") else None
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def test_the_page_is_the_first_mode(draft):
    assert draft.default_preview_mode == ""
    assert [code for code, _label in draft.preview_modes] == [mode.code for mode in MODES]
    assert {"", "print"} <= {mode.code for mode in MODES}
    page = shown(draft, "")
    assert words(page.select_one(".story__part h2")) == "下書きの見出し"
    assert page.select_one(".issue__head")


def test_paper(draft):
    page = shown(draft, "print")
    assert words(page.select_one(".story__part h2")) == "下書きの見出し"
    assert page.select_one("svg.qr")


@pytest.mark.parametrize("mode", [mode.code for mode in MODES])
@pytest.mark.parametrize("kind", RECURRING)
def test_what_waits_for_its_words_can_be_looked_at(kind, mode):
    body = [{"type": kind, "value": {**empty_value(kind), "heading": "数字で見る"}}]
    issue = make_issue(1, body=body, live=False)
    assert shown(issue, mode)


def test_every_mode_shows_the_draft_and_an_unknown_one_the_page(draft):
    for mode in MODES:
        assert "下書きの見出し" in shown(draft, mode.code).get_text()
    assert shown(draft, "nothing").select_one(".issue__head")
