"""`manage.py find_slots`: bytes in, bytes out, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from members.matching import run_find_slots
from tests.members.matching.test_slots import EXAMPLE, changed


def test_from_file_to_file(tmp_path: Path) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_text(json.dumps([EXAMPLE, EXAMPLE]), "utf-8")
    call_command("find_slots", input=str(source), output=str(target))
    assert target.read_bytes() == run_find_slots(source.read_bytes())


def test_bad_input(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    source = tmp_path / "in.json"
    source.write_text(json.dumps([EXAMPLE, changed(minutes=0, window=[])]), "utf-8")
    with pytest.raises(SystemExit) as left:
        call_command("find_slots", input=str(source))
    assert left.value.code == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert [line.split(b": ")[0] for line in err.splitlines()] == [b"[1].window", b"[1].minutes"]
