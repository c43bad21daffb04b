"""`manage.py match`: bytes in, bytes out, exit codes."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from members.matching import run_match
from tests.members.matching.builders import EXAMPLE_JSON

GOOD = EXAMPLE_JSON.replace('"w1"', '"希望1"').encode()
BAD = b'{"as_of":"2026-09-15","limit":true,"wishes":[],"partners":[{"id":"a\\nb"}]}'


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """Standard input, to be written by the test."""
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
    return stream


def test_from_standard_input_to_standard_output(given: io.BytesIO, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    given.write(GOOD)
    given.seek(0)
    call_command("match")
    assert capfdbinary.readouterr() == (run_match(GOOD), b"")


def test_a_text_stream_gets_the_text(given: io.BytesIO) -> None:
    given.write(GOOD)
    given.seek(0)
    out = io.StringIO()
    call_command("match", stdout=out)
    assert out.getvalue() == run_match(GOOD).decode()


def test_from_file_to_file(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_bytes(GOOD)
    call_command("match", input=str(source), output=str(target))
    assert target.read_bytes() == run_match(GOOD)
    assert capfdbinary.readouterr() == (b"", b"")


def test_bad_input(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    source, target = tmp_path / "in.json", tmp_path / "out.json"
    source.write_bytes(BAD)
    with pytest.raises(SystemExit) as left:
        call_command("match", input=str(source), output=str(target))
    assert left.value.code == 2
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert [line.split(b":")[0] for line in err.splitlines()] == [b"limit", b"partners[0].exchange_types"]
    assert not target.exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^The input file .+ cannot be read: .+\.$") as refused:
        call_command("match", input=str(tmp_path / "none.json"))
    assert refused.value.returncode == 1


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_bytes(GOOD)
    with pytest.raises(CommandError, match=r"^The output file .+ cannot be written: .+\.$"):
        call_command("match", input=str(source), output=str(tmp_path / "none" / "out.json"))
