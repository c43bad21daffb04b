"""Faults of an input, and how a value is shown in one line of text."""

from __future__ import annotations

_LONGEST = 60


class BadInput(Exception):  # noqa: N818 - what is bad is the input; the program is not in error
    """An input that cannot be answered; `problems` holds a line a fault, `path: what was expected`.

    No line holds a line break or any other character that cannot be printed.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def shown(value: object) -> str:
    """A value as it came, for a message: short, in one line, whatever it holds."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, str):
        text = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
        return '"' + "".join(one if one.isprintable() else _escaped(one) for one in text) + '"'
    if isinstance(value, int | float):
        return repr(value)
    return "an object" if isinstance(value, dict) else "a list"


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
