"""The first page of the desk tells what waits, to those who may act on it."""

import pytest

from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import WishFactory

pytestmark = pytest.mark.django_db
HEADING = "事務局の対応を待っているもの"


def test_a_coordinator_sees_what_waits_and_gets_there(coordinator):
    WishFactory(title="届いた希望", waiting=True, stage="submitted")
    WishFactory(title="確認中の希望", waiting=True, stage="reviewing")
    WishFactory(title="まだ下書き")
    RequestFactory(wish__stage="proposed")

    html = coordinator.get("/cms/").content.decode()

    assert HEADING in html
    assert (html.count("<strong>2</strong>"), html.count("<strong>1</strong>")) == (1, 1)
    listed = coordinator.get("/cms/wishes/?stage=submitted&stage=reviewing").content.decode()
    assert [title in listed for title in ("届いた希望", "確認中の希望", "まだ下書き")] == [True, True, False]
    for address in ("/cms/wishes/?stage=submitted&amp;stage=reviewing", "/cms/partner_requests/?status=open"):
        assert address in html


def test_an_editor_does_not_see_the_members_business(editor):
    assert HEADING not in editor.get("/cms/").content.decode()


def test_a_coordinator_is_not_led_to_lists_of_pages(coordinator, editor):
    for client, is_shown in ((coordinator, False), (editor, True)):
        html = client.get("/cms/").content.decode()
        assert ("/cms/case_studies/" in html, "/cms/news/" in html) == (is_shown, is_shown)
