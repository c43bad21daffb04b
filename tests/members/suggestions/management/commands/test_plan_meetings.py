"""`manage.py plan_meetings`: bytes in, bytes out, exit codes; the rest is what `manage.py match` does."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from members.matching.planning_contract import run_plan_meetings
from tests.members.matching.plans import EXAMPLE

GOOD = json.dumps(EXAMPLE).replace("s1", "第一").encode()
BAD = GOOD.replace(b"0.3", b"NaN").replace(b'"locked": []', b'"locked": [{"school": "s2"}]')


def test_from_standard_input_to_standard_output(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(GOOD)))
    call_command("plan_meetings")
    assert capfdbinary.readouterr() == (run_plan_meetings(GOOD), b"")


def test_from_file_to_file(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_bytes(GOOD)
    call_command("plan_meetings", input=str(source), output=str(target))
    assert target.read_bytes() == run_plan_meetings(GOOD)
    assert capfdbinary.readouterr() == (b"", b"")


def test_bad_input(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_bytes(BAD)
    with pytest.raises(SystemExit) as left:
        call_command("plan_meetings", input=str(source), output=str(target))
    assert left.value.code == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().splitlines() == [
        "pairs[1].fit: expected a number from 0 to 1, not nan",
        "locked[0].partner: expected a text of at least one character",
        "locked[0].slot: expected a text of at least one character",
    ]
    assert not target.exists()
