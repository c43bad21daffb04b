import pytest

from members.wishes.completeness import empty_musts, missing_answers

FULL = {
    "title": "給食",
    "exchange_type": "live_online",
    "grades": ["e5"],
    "months": [10],
    "class_size": 30,
    "themes": ["food"],
    "languages": {"en": 1},
    "periods": [1],
    "tools": ["zoom"],
}


def test_nothing_is_missing_from_a_full_wish():
    assert missing_answers(FULL) == []


@pytest.mark.parametrize("name", FULL)
def test_each_answer_is_needed_for_a_live_exchange(name):
    empty = {**FULL, name: None} if name != "exchange_type" else {**FULL, name: ""}

    assert name in missing_answers(empty)


def test_cards_need_neither_languages_nor_lessons_nor_tools():
    cards = {**FULL, "exchange_type": "letter_card", "languages": {}, "periods": [], "tools": []}

    assert missing_answers(cards) == []


def test_a_visit_needs_languages_but_no_lessons():
    visit = {**FULL, "exchange_type": "inbound_visit", "languages": {}, "periods": [], "tools": []}

    assert missing_answers(visit) == ["languages"]


def test_a_must_needs_its_answer():
    assert empty_musts({**FULL, "countries": [], "musts": ["region", "theme"]}) == ["region"]


def test_lesson_times_are_no_must_of_cards():
    assert empty_musts({**FULL, "exchange_type": "letter_card", "periods": [], "musts": ["time"]}) == []
