"""JSON in, JSON out: bytes, exit codes, and that nothing but the input matters."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from members.matching import ENGINE_VERSION, BadInput, main_match, run_match
from tests.members.matching.builders import EXAMPLE_JSON, as_bytes, example_input

ROOT = Path(__file__).parents[3]


def answer_to(document: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run_match(as_bytes(document)))
    return answer


def test_the_example_to_the_letter() -> None:
    answer = answer_to(example_input())
    assert list(answer) == ["engine", "suggestions"]
    assert answer["engine"] == ENGINE_VERSION
    [served] = answer["suggestions"]
    assert list(served) == ["wish", "items", "excluded"]
    assert served["wish"] == "w1"
    rules = ["status", "type", "age", "language", "months", "time", "must:region", "capacity", "stale", "asked"]
    assert list(served["excluded"].items()) == [(name, 0) for name in rules]
    [item] = served["items"]
    figures = {key: item[key] for key in ("partner", "rank", "score")}
    assert figures == {"partner": "p1", "rank": 1, "score": 0.54502}
    assert [round(item[key], 4) for key in ("fit", "fit_school", "fit_partner")] == [0.6675, 0.6717, 0.6634]
    assert item["slots"] == [
        {
            "start": f"2026-10-{day:02}T01:45Z",
            "school_local": f"2026-10-{day:02}T10:45+09:00",
            "partner_local": f"2026-10-{day:02}T12:45+11:00",
        }
        for day in (6, 13, 20)
    ]


def test_the_examples_parts() -> None:
    item = answer_to(example_input())["suggestions"][0]["items"][0]
    rounded = [
        (
            part["criterion"],
            round(part["value"], 4),
            round(part["weight_school"], 4),
            round(part["weight_partner"], 4),
            part["known"],
        )
        for part in item["parts"]
    ]
    assert rounded == [
        ("age", 1.0, 0.1304, 0.2222, True),
        ("language", 0.3333, 0.1739, 0.1481, True),
        ("time", 0.25, 0.1087, 0.1852, True),
        ("months", 0.6667, 0.087, 0.1481, True),
        ("theme", 0.7071, 0.3478, 0.1481, True),
        ("region", 1.0, 0.087, 0.0, True),
        ("size", 0.8333, 0.0, 0.037, True),
        ("tool", 1.0, 0.0652, 0.1111, True),
    ]


def test_the_example_is_the_one_in_the_docs() -> None:
    page = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    block = page.split("```json\n")[1].split("```")[0]
    assert json.loads(block) == example_input()


def test_ids_come_back_as_they_were() -> None:
    document = example_input()
    document["wishes"][0]["id"] = '東京\n"\u2028'
    assert answer_to(document)["suggestions"][0]["wish"] == '東京\n"\u2028'
    assert "東京".encode() in run_match(as_bytes(document))


def test_offsets_of_the_nineteenth_century_are_cut_to_the_minute() -> None:
    document = example_input()
    document["as_of"] = document["partners"][0]["confirmed_on"] = "1880-01-01"
    document["partners"][0] |= {"timezone": "Asia/Tokyo", "periods": [["tue", "10:45", "11:30"]]}
    slot = answer_to(document)["suggestions"][0]["items"][0]["slots"][0]
    assert slot == {
        "start": "1880-10-05T01:26Z",
        "school_local": "1880-10-05T10:45+09:18",
        "partner_local": "1880-10-05T10:45+09:18",
    }


def crowd() -> dict[str, Any]:
    """Wishes and partners enough for ties, load, musts, exclusions and many values in each list."""
    one = example_input()
    wish, partner = one["wishes"][0], one["partners"][0]
    wish |= {"themes": ["food", "sdgs", "steam"], "countries": [], "tools": ["zoom", "meet"], "musts": ["age", "tool"]}
    wishes = [wish | {"id": f"w{number}", "waiting_since": f"2026-09-0{1 + number % 3}"} for number in range(6)]
    wishes.append({"id": "w9", "exchange_type": "letter_card", "excluded_partners": ["p1", "p3"]})
    partners = [
        partner
        | {
            "id": f"p{number}",
            "country": ["AU", "NZ", "TW"][number % 3],
            "capacity": 1 + number % 2,
            "requests": number % 5,
            "tools": [["zoom", "teams"], ["post", "other"]][number % 7 == 0],
            "exchange_types": ["live_online", "letter_card"],
            "periods": [["tue", "12:30", "13:35"], ["wed", "12:30", "13:35"], ["tue", "10:00", "12:00"]],
        }
        for number in range(15)
    ]
    return one | {"limit": 7, "wishes": wishes, "partners": partners}


def shuffled(value: Any, rng: random.Random, key: str = "") -> Any:
    """The value with every list and object in another order, but for pairs and periods."""
    if isinstance(value, dict):
        items = [(name, shuffled(one, rng, name)) for name, one in value.items()]
        rng.shuffle(items)
        return dict(items)
    if isinstance(value, list) and key not in {"ages", "period"}:
        inner = [shuffled(one, rng, "period" if key == "periods" else "") for one in value]
        rng.shuffle(inner)
        return inner
    return value


def test_the_order_of_the_lists_does_not_matter() -> None:
    document = crowd()
    expected = run_match(as_bytes(document))
    assert len(json.loads(expected)["suggestions"]) == 7
    for seed in range(8):
        other = shuffled(document, random.Random(seed))
        assert as_bytes(other) != as_bytes(document)
        assert run_match(as_bytes(other)) == expected


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_hash_seed_does_not_matter(seed: str) -> None:
    script = (
        "import sys; from members.matching import run_match; print(end=run_match(sys.stdin.buffer.read()).decode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=as_bytes(crowd()),
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == run_match(as_bytes(crowd()))


def test_the_engine_loads_nothing_of_the_site() -> None:
    script = "import sys, members.matching; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "members" in loaded
    assert not loaded & {"django", "wagtail", "portal", "home", "casestudies", "newsletter"}


def test_main_match() -> None:
    good = main_match(EXAMPLE_JSON.encode())
    assert (good.exit_code, good.problems) == (0, ())
    assert good.output == run_match(EXAMPLE_JSON.encode())
    bad = main_match(b'{"as_of": 1, "wishes": [], "partners": 2}')
    assert (bad.exit_code, bad.output) == (2, b"")
    assert bad.problems == (
        "as_of: expected a date YYYY-MM-DD, not 1",
        "partners: expected a list of objects, not 2",
    )


def test_run_match_raises_bad_input() -> None:
    with pytest.raises(BadInput) as caught:
        run_match(b"not JSON")
    assert caught.value.problems == ["$: not JSON"]
