"""What of an issue stays for the next one."""

import pytest

from newsletter.blocks import IssueBlock
from newsletter.writing.carrying_over import RECURRING, carried_over, empty_value
from tests.newsletter.helpers import block, contact, greeting, section


def without_ids(value):
    if isinstance(value, dict):
        return {name: without_ids(part) for name, part in value.items() if name != "id"}
    return [without_ids(part) for part in value] if isinstance(value, list) else value


def test_texts_of_an_empty_block_are_empty_and_not_missing():
    assert without_ids(empty_value("questions")) == {
        "heading": "",
        "questions": [{"type": "item", "value": {"question": "", "answer": ""}}],
    }
    assert empty_value("case_teaser") == {"heading": "", "case": None, "text": ""}


def values(blocks):
    return [(each["type"], each["value"]) for each in blocks]


def test_the_greeting_stays_without_its_words_and_the_contact_as_it_is():
    kept = carried_over([greeting("前の号のあいさつ。"), contact()])
    assert values(kept) == [
        ("greeting", {"heading": "ごあいさつ", "text": "", "signature": "事務局"}),
        ("contact", contact()["value"]),
    ]


def test_a_section_stays_empty_where_its_heading_stood_in_both_issues():
    last = [section("学校からの質問", "今号だけ。"), section("今号だけの話")]
    before = [section("学校からの質問", "前号だけ。")]
    assert values(carried_over(last, before)) == [("text", {"heading": "学校からの質問", "text": ""})]


@pytest.mark.parametrize("kind", RECURRING)
def test_each_type_that_recurs_stays_as_the_editor_stores_an_empty_one(kind):
    raw = block(kind, **{**empty_value(kind), "heading": "数字で見る"})
    (kept,) = carried_over([raw], [raw])
    assert without_ids(kept["value"]) == without_ids({**empty_value(kind), "heading": "数字で見る"})
    (block_value,) = IssueBlock().to_python([kept])
    assert block_value.value["heading"] == "数字で見る"


def test_notices_figures_and_whatever_else_was_of_that_issue_are_left_out():
    event = block("event_notice", heading="イベント", page=1, text="")
    note = {"type": "note", "value": {"kind": "waiting", "heading": "締切", "text": ""}}
    picture = block("figure", image=1, caption="")
    everything = [event, note, picture, block("documents", heading="資料", documents=[1])]
    assert carried_over(everything, everything) == []


def test_identities_are_new_and_the_last_issue_is_not_touched():
    last = {**greeting("前の号。"), "id": "a"}
    first, second = carried_over([last])[0], carried_over([last])[0]
    assert len({first["id"], second["id"], "a"}) == 3
    assert last["value"]["text"] == "<p>前の号。</p>"


@pytest.mark.parametrize("heading", ["", "  ", None])
def test_sections_without_a_heading_do_not_recur(heading):
    raw = block("text", heading=heading, text="本文。")
    assert carried_over([raw], [raw]) == []
