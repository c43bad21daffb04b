"""An issue in English by wagtail-localize: words are translated, the pages chosen stay and are shown in English."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from newsletter.models import IssuePage
from tests.casestudies.helpers import words
from tests.factories.public_site import make_case, make_event, make_issue, section, translated
from tests.factories.translating import english, start
from tests.newsletter.bodies import full_body
from tests.newsletter.helpers import block, notice, rich, teaser

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def issue():
    translated(section("newsletter"))
    return make_issue


def in_english(page) -> BeautifulSoup:
    copy = IssuePage.objects.get(pk=page.get_translation(english()).pk)
    return BeautifulSoup(Client().get(copy.url).content, "html.parser")


def test_words_of_the_new_blocks_are_translated_and_pages_are_shown_in_english(issue):
    case, event = make_case(title="給食"), make_event(title="1月の会")
    translated(case, title="Lunch")
    feature = {"heading": "年賀状", "lead": "海の向こうから。", "text": rich("本文です。"), "caption": ""}
    voice = {"speaker": "pupil", "text": "楽しみです。", "detail": "4年生"}
    voices = [{"type": "item", "value": voice, "id": "5b1c5a0e-0000-4000-8000-000000000001"}]
    page = issue(
        2,
        body=[
            block("feature", **feature),
            block("voices", heading="声", voices=voices),
            teaser(case, heading="事例から", text="給食の話。"),
            notice(event, heading="イベント"),
        ],
    )
    words_in_english = {
        "通信 第2号": "Winter letters",
        "年賀状": "New Year cards",
        "海の向こうから。": "From across the sea.",
        "本文です。": "The text.",
        "声": "Voices",
        "楽しみです。": "I look forward to it.",
        "事例から": "From the cases",
        "給食の話。": "About lunch.",
        "イベント": "Events",
    }
    start(page, publish=True, texts=words_in_english)
    shown = in_english(page)
    text = words(shown.main)
    assert shown.title.text.startswith(words_in_english.pop("通信 第2号"))
    for expected in words_in_english.values():
        assert expected in text
    assert words(shown.select_one(".case h3")) == "Lunch"
    # The event has no English page: it is shown in its own language, and says so.
    assert shown.select_one("[lang=ja] a.more").text == "1月の会"
    links = [words(link) for link in shown.select(".issue__toc a")]
    assert links == ["New Year cards", "Voices", "From the cases: Lunch", "Events"]


def test_the_chosen_pages_follow_the_source(issue):
    first, second = make_event(title="前の会"), make_event(title="後の会")
    page = issue(2, body=[notice(first)])
    start(page, publish=True)
    page.body = page.body.stream_block.to_python(
        [{**raw, "value": {**raw["value"], "page": second.pk}} for raw in page.body.raw_data]
    )
    page.save_revision().publish()
    start(page, publish=True)
    assert "後の会" in words(in_english(page).main)


def test_every_block_survives_the_way_through_the_translation(issue):
    page = issue(2, body=full_body())
    start(page, publish=True)
    copy = IssuePage.objects.get(pk=page.get_translation(english()).pk)
    assert [part.kind for part in copy.parts] == [part.kind for part in page.parts]
    assert Client().get(copy.url).status_code == 200
