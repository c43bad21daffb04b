"""The judged queries (`judged.toml`) and what is measured with them."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import fmean

LOOKED_AT = 20
"""So many hits are looked at."""


@dataclass(frozen=True)
class Judged:
    """A query with the slugs of the cases it should find; one of `best` should come first."""

    query: str
    kind: str
    language: str
    relevant: frozenset[str]
    best: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What one query found, best first, with the share of the relevant cases and the place of the first best one."""

    judged: Judged
    found: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of the relevant cases among the first hits."""
        return len(self.judged.relevant & set(self.found[:LOOKED_AT])) / len(self.judged.relevant)

    @property
    def reciprocal_rank(self) -> float:
        """1 when a best case comes first, 1/2 when second …, 0 when none is among the first hits."""
        places = (1 / place for place, slug in enumerate(self.found[:LOOKED_AT], 1) if slug in self.judged.best)
        return next(places, 0.0)

    @property
    def precision(self) -> float:
        """The share of relevant cases among the hits; 0 without any hit."""
        found = set(self.found[:LOOKED_AT])
        return len(self.judged.relevant & found) / len(found) if found else 0.0


@dataclass(frozen=True)
class Quality:
    """The means over some queries."""

    queries: int
    recall: float
    mrr: float
    precision: float

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> "Quality":
        return cls(
            len(outcomes),
            fmean(outcome.recall for outcome in outcomes),
            fmean(outcome.reciprocal_rank for outcome in outcomes),
            fmean(outcome.precision for outcome in outcomes),
        )

    def __str__(self) -> str:
        return f"recall@{LOOKED_AT} {self.recall:.3f}   MRR {self.mrr:.3f}   precision {self.precision:.3f}"


Search = Callable[[str, str], Iterable[str]]
"""Takes a query and the code of a language, gives slugs, best first."""


@cache
def judged_queries() -> tuple[Judged, ...]:
    """All judged queries, in the order of the file."""
    table = tomllib.loads((Path(__file__).parent / "judged.toml").read_text())
    return tuple(
        Judged(
            row["query"],
            kind["name"],
            kind["language"],
            frozenset(row["relevant"]),
            frozenset(row.get("best", row["relevant"])),
        )
        for kind in table["kinds"]
        for row in kind["queries"]
    )


def outcomes_of(search: Search) -> list[Outcome]:
    """What a search finds for each judged query."""
    return [Outcome(one, tuple(search(one.query, one.language))) for one in judged_queries()]


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, Quality]:
    """The means of each kind of query, in the order of the file."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.judged.kind, []).append(outcome)
    return {kind: Quality.of(group) for kind, group in groups.items()}
