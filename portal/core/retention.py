"""How long personal data are kept, and the command that carries it out. docs/data.md shows the same table.

Each room registers its rules when its app is ready:

    register_rule(Rule("schools.logins", _("Logins"), days=90, why=_("…"), carry_out=forget_logins))
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone


@dataclass(frozen=True)
class Rule:
    """One kind of personal data. `carry_out(before, dry_run)` deletes or blanks what is older; it gives how many rows.

    `before` is the moment before which they are too old (aware).
    """

    code: str
    what: Any
    why: Any
    days: int
    carry_out: Callable[[datetime.datetime, bool], int]


_rules: dict[str, Rule] = {}


def register_rule(rule: Rule) -> None:
    """Add a rule; a second registration under the same code replaces the first."""
    _rules[rule.code] = rule


def rules() -> list[Rule]:
    """All rules in the order of their codes."""
    return [_rules[code] for code in sorted(_rules)]


def apply_all(now: datetime.datetime | None = None, *, dry_run: bool = False) -> dict[str, int]:
    """Carry every rule out, or with `dry_run` only count; how many rows each was about."""
    moment = now or timezone.now()
    return {rule.code: rule.carry_out(moment - datetime.timedelta(days=rule.days), dry_run) for rule in rules()}


def delete(rows: Any, dry_run: bool) -> int:
    """Delete rows, or count them; for rules that need no more."""
    return int(rows.count() if dry_run else rows.delete()[0])
