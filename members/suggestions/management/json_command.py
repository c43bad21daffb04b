"""A command that reads JSON and writes JSON, for the pure functions of the matching engine."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from members.matching import Answer


class JsonCommand(BaseCommand, ABC):
    """Reads bytes, asks the engine, writes bytes; needs no database.

    Bad input: one line a problem to standard error, nothing to the output, exit code 2.
    """

    requires_system_checks: list[str] = []

    @abstractmethod
    def answer(self, text: bytes) -> Answer:
        """The engine's answer to the input."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--input", metavar="FILE", help="read from this file, not from standard input")
        parser.add_argument("--output", metavar="FILE", help="write to this file, not to standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        answer = self.answer(_read(options["input"]))
        for problem in answer.problems:
            self.stderr.write(problem)
        if answer.exit_code:
            sys.exit(answer.exit_code)
        if options["output"] is None:
            self._write_out(answer.output)
        else:
            _write(options["output"], answer.output)

    def _write_out(self, output: bytes) -> None:
        """Write the very bytes, whatever encoding the terminal has; a text stream gets them as text."""
        stream = getattr(self.stdout, "buffer", None)
        if stream is None:
            self.stdout.write(output.decode("utf-8"), ending="")
        else:
            stream.write(output)
            stream.flush()


def _read(name: str | None) -> bytes:
    if name is None:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"The input file {name} cannot be read: {error.strerror}.") from error


def _write(name: str, output: bytes) -> None:
    try:
        Path(name).write_bytes(output)
    except OSError as error:
        raise CommandError(f"The output file {name} cannot be written: {error.strerror}.") from error
