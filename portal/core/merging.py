"""Two people change the same answers: what merges on its own, and what somebody has to decide. Pure: no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]
"""Answers by name, made of what JSON knows. A name that is absent counts as None."""


@dataclass(frozen=True)
class Difference:
    """An answer that both changed: as it was when the form was opened, as I typed it, as it is stored now."""

    name: str
    before: Any
    mine: Any
    theirs: Any


@dataclass
class Merge:
    """`values` to store, `conflicts` that stand against it, and the names of answers taken over from the other one."""

    values: dict[str, Any] = field(default_factory=dict)
    conflicts: list[Difference] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)


def merge(before: Values | None, mine: Values, theirs: Values) -> Merge:
    """Bring `mine` and `theirs` together, both of which began as `before`.

    An answer that one side left alone is the other's; an answer both gave alike is no conflict. In a conflict `mine` is
    among the values. `before` None means that nobody knows where `mine` began: every difference is a conflict then.
    """
    found = Merge()
    for name in dict.fromkeys([*mine, *theirs]):
        ours, stored = mine.get(name), theirs.get(name)
        began = None if before is None else before.get(name)
        found.values[name] = ours
        if ours == stored or (before is not None and stored == began):
            continue
        if before is not None and ours == began:
            found.values[name] = stored
            found.adopted.append(name)
        else:
            found.conflicts.append(Difference(name, began, ours, stored))
    return found
