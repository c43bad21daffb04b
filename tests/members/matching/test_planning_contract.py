"""JSON in, JSON out for the planner: bytes, and that nothing but the input matters."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from members.matching import BadInput
from members.matching.planning_contract import main_plan_meetings, run_plan_meetings
from tests.members.matching.builders import as_bytes
from tests.members.matching.plans import EXAMPLE, EXAMPLE_PLAN, a_day, as_document
from tests.members.matching.test_contract import ROOT, shuffled

SCRIPT = (
    "import sys; from members.matching.planning_contract import run_plan_meetings as run;"
    "sys.stdout.buffer.write(run(sys.stdin.buffer.read()))"
)


def crowd() -> dict[str, Any]:
    """An event with ties, mutual pairs, a locked meeting, schools without one and ideas."""
    event = a_day(random.Random(11), schools=32, partners=7, slots=5, pairs=4, presence=(0.7, 0.8))
    document = as_document(event)
    for pair in document["pairs"]:
        pair["fit"] = round(pair["fit"], 1)
    lock = run_plan_meetings(as_bytes(document))
    return document | {"locked": json.loads(lock)["meetings"][:3]}


def test_the_example_to_the_letter() -> None:
    answer = json.loads(run_plan_meetings(as_bytes(EXAMPLE)))
    assert list(answer) == ["meetings", "unplaced", "swap_ideas", "objective"]
    assert [list(one) for one in answer["meetings"]] == [["school", "partner", "slot"]] * 3
    assert answer == EXAMPLE_PLAN


def test_the_example_is_the_one_in_the_docs() -> None:
    page = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    blocks = [json.loads(part.split("```")[0]) for part in page.split("```json\n")[1:]]
    assert blocks[1:] == [EXAMPLE, EXAMPLE_PLAN]


def test_ids_come_back_as_they_were() -> None:
    text = json.dumps(EXAMPLE).replace("s1", '東京\\n\\"\\u2028').replace("10:00", "十時")
    answer = run_plan_meetings(text.encode())
    assert {"school": '東京\n"\u2028', "partner": "p2", "slot": "十時"} in json.loads(answer)["meetings"]
    assert "十時".encode() in answer


def test_numbers_are_short() -> None:
    document = as_document(a_day(random.Random(2), schools=9, partners=4, slots=4, pairs=4, presence=(0.9, 0.9)))
    document["pairs"] = [pair | {"fit": pair["fit"] / 3} for pair in document["pairs"]]
    answer = json.loads(run_plan_meetings(as_bytes(document), time_limit=0))
    gains = [one[key] for one in answer["swap_ideas"] for key in ("gain_school", "gain_partner")]
    assert gains
    assert all(len(repr(value)) <= len("12.123456") for value in (answer["objective"], answer["gap"]))
    assert all(len(repr(value)) <= len("0.123456789") for value in gains)


def test_the_order_of_the_lists_does_not_matter() -> None:
    document = crowd()
    expected = run_plan_meetings(as_bytes(document))
    answer = json.loads(expected)
    assert len(answer["meetings"]) > 20
    assert answer["unplaced"]
    assert answer["swap_ideas"]
    for seed in range(6):
        other = shuffled(document, random.Random(seed))
        assert as_bytes(other) != as_bytes(document)
        assert run_plan_meetings(as_bytes(other)) == expected


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_hash_seed_does_not_matter(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=as_bytes(crowd()),
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == run_plan_meetings(as_bytes(crowd()))


def test_the_engine_does_not_wait_for_scipy() -> None:
    script = "import sys, members.matching; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(ROOT))}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert "members.matching" in done.stdout.split()
    assert "scipy" not in done.stdout.split()


def test_a_plan_that_is_not_proven_has_its_gap() -> None:
    answer = json.loads(run_plan_meetings(as_bytes(crowd()), time_limit=0))
    assert list(answer) == ["meetings", "unplaced", "swap_ideas", "objective", "gap"]
    assert 0 < answer["gap"] < 1


def test_main_plan_meetings() -> None:
    good = main_plan_meetings(as_bytes(EXAMPLE))
    assert (good.exit_code, good.problems) == (0, ())
    assert good.output == run_plan_meetings(as_bytes(EXAMPLE))
    bad = main_plan_meetings(b'{"schools": [], "partners": 2, "pairs": []}')
    assert (bad.exit_code, bad.output) == (2, b"")
    assert bad.problems == ("partners: expected a list of objects, not 2",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"not JSON", "$: not JSON"),
        (b"", "$: not JSON"),
        (b"\xff{}", "$: not UTF-8"),
        (b"[" * 100_000, "$: nested too deeply"),
        (b"[]", "$: expected an object"),
    ],
)
def test_run_plan_meetings_raises_bad_input(text: bytes, line: str) -> None:
    with pytest.raises(BadInput) as caught:
        run_plan_meetings(text)
    assert caught.value.problems == [line]
