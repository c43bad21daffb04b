"""From JSON to records, and every fault with its path."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from members.matching import BadInput, Partner, Wish
from members.matching.parse import parse_match
from tests.members.matching.builders import (
    EXAMPLE_JSON,
    EXAMPLE_PARTNER,
    EXAMPLE_WISH,
    as_bytes,
    example_input,
)

NAN = float("nan")


def problems_of(data: bytes) -> list[str]:
    with pytest.raises(BadInput) as caught:
        parse_match(data)
    return caught.value.problems


def test_the_example() -> None:
    asked = parse_match(EXAMPLE_JSON.encode())
    assert (asked.as_of, asked.limit) == (date(2026, 9, 15), 10)
    assert asked.wishes == (EXAMPLE_WISH,)
    assert asked.partners == (EXAMPLE_PARTNER,)


def test_defaults() -> None:
    document = {
        "as_of": "2026-09-15",
        "wishes": [{"id": "w", "exchange_type": "artwork"}],
        "partners": [{"id": "p", "exchange_types": []}],
    }
    asked = parse_match(as_bytes(document))
    assert asked.limit == 10
    assert asked.wishes == (Wish(id="w", exchange_type="artwork", timezone="Asia/Tokyo", minutes=45),)
    assert asked.partners == (Partner(id="p", exchange_types=frozenset(), capacity=1, status="active"),)


def test_empty_lists_are_as_good_as_absent_ones() -> None:
    lists: dict[str, Any] = {key: [] for key in ("ages", "months", "themes", "tools", "periods")}
    empty = lists | {"languages": {}, "importance": {}}
    wish = {"id": "w", "exchange_type": "artwork", "countries": [], "musts": [], "excluded_partners": []} | empty
    document = {
        "as_of": "2026-09-15",
        "wishes": [wish],
        "partners": [{"id": "p", "exchange_types": ["artwork"]} | empty],
    }
    asked = parse_match(as_bytes(document))
    assert asked.wishes == (Wish(id="w", exchange_type="artwork"),)
    assert asked.partners == (Partner(id="p", exchange_types=frozenset({"artwork"})),)


def test_empty_wishes_and_partners_are_good_input() -> None:
    asked = parse_match(b'{"as_of":"2026-09-15","wishes":[],"partners":[]}')
    assert (asked.wishes, asked.partners) == ((), ())


def test_unknown_keys_are_ignored() -> None:
    document = example_input()
    document["note"] = document["wishes"][0]["note"] = document["partners"][0]["note"] = {"a": [NAN]}
    assert parse_match(as_bytes(document)) == parse_match(EXAMPLE_JSON.encode())


def test_a_wish_and_a_partner_may_share_an_id() -> None:
    document = example_input()
    document["partners"][0]["id"] = "w1"
    assert parse_match(as_bytes(document)).partners[0].id == "w1"


def test_a_range_of_one_age() -> None:
    document = example_input()
    document["wishes"][0]["ages"] = [10, 10]
    assert parse_match(as_bytes(document)).wishes[0].ages == (10, 10)


def test_a_byte_order_mark_and_whole_numbers_written_with_a_point() -> None:
    text = EXAMPLE_JSON.replace('"minutes":45', '"minutes":45.0').replace("[10,11]", "[1e1,11.0]")
    assert parse_match(b"\xef\xbb\xbf" + text.encode()) == parse_match(EXAMPLE_JSON.encode())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "$: not JSON"),
        (b"{", "$: not JSON"),
        (b"nul", "$: not JSON"),
        (b"{} {}", "$: not JSON"),
        (b"{'a': 1}", "$: not JSON"),
        (b"\xff\xfe{\x00", "$: not UTF-8"),
        ('{"as_of":"東京"}'.encode("cp932"), "$: not UTF-8"),
        (b'{"a":"\xed\xa0\x80"}', "$: not UTF-8"),
        (b"[]", "$: expected an object"),
        (b"null", "$: expected an object"),
        (b"NaN", "$: expected an object"),
        (b"1e999", "$: expected an object"),
        (b"9" * 5000, "$: expected an object"),
        (b"[" * 200_000, "$: nested too deeply"),
        (b'{"a":' * 200_000, "$: nested too deeply"),
    ],
)
def test_no_document(data: bytes, problem: str) -> None:
    assert problems_of(data) == [problem]


def test_required_fields() -> None:
    assert [line.split(":")[0] for line in problems_of(b"{}")] == ["as_of", "wishes", "partners"]
    document = {"as_of": "2026-09-15", "wishes": [{}], "partners": [{}]}
    paths = [line.split(":")[0] for line in problems_of(as_bytes(document))]
    assert paths == ["wishes[0].id", "wishes[0].exchange_type", "partners[0].id", "partners[0].exchange_types"]


WHOLE: list[Any] = [True, False, NAN, float("inf"), -1, 1.5, "1", [], {}, None, 10**16, 10**400]
TEXT: list[Any] = [1, True, None, [], {}, NAN]
LIST: list[Any] = [1, True, None, "food", {}, NAN]
OBJECT: list[Any] = [1, True, None, "en", [], NAN]
DATES: list[Any] = [
    "2026-02-30",
    "2026-9-1",
    "20260901",
    "2026-W01-1",
    "2026-09-01T00:00",
    "0000-01-01",
    "10000-01-01",
    "2026-13-01",
    "2026-09-01\n",
    "２０２６-09-01",
    "",
    20260901,
    None,
    True,
]
AGES: list[Any] = [
    [10],
    [10, 11, 12],
    [11, 10],
    [-1, 5],
    ["10", 11],
    [True, 5],
    [1.5, 5],
    [None, 5],
    10,
    "10",
    None,
    {},
]
PERIOD_LISTS: list[Any] = [
    [["tue", "11:30", "10:45"]],
    [["tue", "10:45", "10:45"]],
    [["Tue", "10:45", "11:30"]],
    [["tuesday", "10:45", "11:30"]],
    [["tue", "9:45", "11:30"]],
    [["tue", "10:45", "24:00"]],
    [["tue", "10:60", "11:30"]],
    [["tue", "10:45", "11:30:00"]],
    [["tue", "１０:45", "11:30"]],
    [["tue", "10:45"]],
    [["tue", "10:45", "11:30", "x"]],
    [[["tue"], "10:45", "11:30"]],
    [["tue", 645, 690]],
    ["tue 10:45-11:30"],
    [{}],
    [None],
]
UNKNOWN_CODES: list[Any] = [["foo"], [""], ["FOOD"], [1], [None], [["food"]], [{}], [True]]
FAULTS: list[tuple[str, list[Any]]] = [
    ("as_of", DATES),
    ("limit", WHOLE),
    ("wishes", LIST[:-2]),
    ("partners", LIST[:-2]),
    ("wishes[0]", [1, "w", [], None, True]),
    ("partners[0]", [1, "p", [], None, True]),
    ("wishes[0].id", [*TEXT, "", "\ud800"]),
    ("partners[0].id", [*TEXT, "", "\ud800"]),
    ("wishes[0].exchange_type", [*TEXT, "", "live", "Live_Online"]),
    ("partners[0].exchange_types", [*LIST, *UNKNOWN_CODES]),
    ("wishes[0].waiting_since", DATES),
    ("partners[0].confirmed_on", DATES),
    ("wishes[0].minutes", [*WHOLE, 0]),
    ("wishes[0].timezone", [*TEXT, "", "Tokyo", "asia/tokyo", "+09:00", "../UTC"]),
    ("partners[0].timezone", [*TEXT, "", "Sydney"]),
    ("wishes[0].countries", [*LIST, *UNKNOWN_CODES, ["au"], ["XX"], ["AUS"]]),
    ("partners[0].country", [*TEXT, "", "au", "XX", "AUS"]),
    ("partners[0].region", TEXT),
    ("wishes[0].musts", [*LIST, *UNKNOWN_CODES]),
    ("wishes[0].excluded_partners", [1, True, None, "p9", {}, [1], [None], [["p9"]]]),
    ("partners[0].status", [*TEXT, "", "stale"]),
    *((f"partners[0].{key}", WHOLE) for key in ("capacity", "open_requests", "requests", "replies")),
    *(
        (f"{side}[0].{key}", values)
        for side in ("wishes", "partners")
        for key, values in (
            ("ages", AGES),
            ("months", [1, "10", {}, None, [0], [13], [10.5], ["10"], [True], [None], [NAN]]),
            (
                "languages",
                [*OBJECT, {"xx": 1}, {"EN": 1}, {"en": 5}, {"en": -1}, {"en": True}, {"en": "4"}, {"en": NAN}],
            ),
            ("themes", [*LIST, *UNKNOWN_CODES]),
            ("tools", [*LIST, *UNKNOWN_CODES]),
            ("class_size", [*WHOLE, 0]),
            ("periods", [*LIST, *PERIOD_LISTS]),
            (
                "importance",
                [*OBJECT, {"speed": 1}, {"age": 4}, {"age": -1}, {"age": True}, {"age": 1.5}, {"age": None}],
            ),
        )
    ),
]


def with_fault(path: str, value: object) -> dict[str, Any]:
    """The example with one field changed."""
    document = example_input()
    place, _, key = path.rpartition(".")
    if path.endswith("[0]"):
        document[path.removesuffix("[0]")][0] = value
    elif place:
        document[place.removesuffix("[0]")][0][key] = value
    else:
        document[key] = value
    return document


@pytest.mark.parametrize(("path", "value"), [(path, value) for path, values in FAULTS for value in values], ids=repr)
def test_one_fault_is_one_line_that_names_the_field(path: str, value: object) -> None:
    text = json.dumps(with_fault(path, value), ensure_ascii=True)
    [problem] = problems_of(text.encode())
    assert problem.startswith(f"{path}: expected ")
    assert problem.isprintable()


def test_the_words_of_some_lines() -> None:
    assert problems_of(as_bytes(with_fault("wishes[0].ages", 10))) == ["wishes[0].ages: expected [min, max]"]
    assert problems_of(as_bytes(with_fault("as_of", "tomorrow"))) == [
        'as_of: expected a date YYYY-MM-DD, not "tomorrow"'
    ]
    assert problems_of(as_bytes(with_fault("partners[0].timezone", "Sydney"))) == [
        'partners[0].timezone: expected an IANA time zone, not "Sydney"'
    ]


@pytest.mark.parametrize("side", ["wishes", "partners"])
def test_duplicate_ids(side: str) -> None:
    document = example_input()
    [one] = document[side]
    document[side] = [one, one | {"id": "other"}, one, one]
    assert problems_of(as_bytes(document)) == [f"{side}[2].id: duplicate", f"{side}[3].id: duplicate"]


def test_all_faults_are_told_at_once_in_their_order() -> None:
    document = example_input()
    document["limit"] = -1
    document["wishes"].append({"id": "w1", "exchange_type": "chat"})
    document["partners"].insert(0, 5)
    document["partners"][1]["themes"] = ["food", "foo", "bar"]
    paths = [line.split(":")[0] for line in problems_of(as_bytes(document))]
    assert paths == [
        "limit",
        "wishes[1].id",
        "wishes[1].exchange_type",
        "partners[0]",
        "partners[1].themes",
        "partners[1].themes",
    ]


@pytest.mark.parametrize("nasty", ["a\nb", "a\r\nb", "\x00", "a\u2028b", "a\x85b", "\ud800", "x" * 500])
def test_a_line_stays_a_line(nasty: str) -> None:
    document = example_input()
    document["wishes"][0] |= {
        "id": nasty,
        "exchange_type": nasty,
        "timezone": nasty,
        "periods": [[nasty, nasty, nasty]],
    }
    document["wishes"][0] |= {"importance": {nasty: 1}, "languages": {nasty: 1}, "themes": [nasty]}
    document["partners"][0]["country"] = nasty
    lines = problems_of(json.dumps(document).encode())
    assert len(lines) == 7 + (nasty == "\ud800")
    assert all(line.isprintable() and len(line) < 500 for line in lines)
