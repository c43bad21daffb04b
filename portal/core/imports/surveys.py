"""A file gone through once, and what was found kept on the disk: nothing is written to the database before it is known.

A survey of a hundred thousand rows takes as much memory as one of a thousand.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple

from .columns import Fault, Meanings
from .importer import Importer, Options
from .plans import Outcome, Plan, plan_file, read_content
from .reading import Table
from .texts import in_each_language


class SurveyedRow(NamedTuple):
    """A row and what becomes of it."""

    number: int
    outcome: str
    key: str
    label: str
    is_doubtful: bool
    json: str
    """The text of `models.ImportRow.content`."""

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.json)
        return found


@dataclass
class Survey:
    """What an import would do: `counts` by outcome, how many rows are `doubtful`, `notes` (lazy) about the file.

    To be used as a context: at its end the rows are deleted.
    """

    counts: Counter[str]
    doubtful: int
    notes: Sequence[Any]
    _rows: Any

    def __enter__(self) -> "Survey":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()

    def rows(self) -> Iterator[SurveyedRow]:
        """All rows in the order of the file; may be gone through again and again."""
        self._rows.seek(0)
        for line in self._rows:
            number, outcome, key, label, is_doubtful = json.loads(line)
            yield SurveyedRow(number, outcome, key, label, is_doubtful, next(self._rows).rstrip("\n"))


def survey(importer: Importer[Any], table: Table, meanings: Meanings, options: Options) -> Survey:
    """Go through a file and compare it with the records. Writes nothing to the database."""
    content = read_content(importer, table, meanings)
    counts: Counter[str] = Counter()
    doubtful = 0
    rows = tempfile.TemporaryFile("w+", encoding="utf-8", prefix="import-")  # noqa: SIM115 - closed with the survey
    try:
        for plan in plan_file(importer, content, options):
            counts[plan.outcome.value] += 1
            doubtful += bool(plan.doubts)
            head = (plan.number, plan.outcome.value, plan.key[:200], plan.label, bool(plan.doubts))
            rows.write(f"{json.dumps(head)}\n{json.dumps(_content(plan))}\n")
    except BaseException:
        rows.close()
        raise
    return Survey(counts, doubtful, importer.notes(table), rows)


def _content(plan: Plan) -> dict[str, Any]:
    if plan.outcome == Outcome.WRONG:
        return {"faults": [_told(fault) for fault in plan.faults]}
    content: dict[str, Any] = {"values": dict(plan.values)}
    if plan.is_merged:
        content["merged"] = True
    if plan.changes:
        content["changes"] = {name: list(pair) for name, pair in plan.changes.items()}
    if plan.doubts:
        content["doubts"] = [_told(doubt) for doubt in plan.doubts]
    return content


def _told(fault: Fault) -> dict[str, Any]:
    return {"column": fault.column, "message": in_each_language(fault.message), "typed": fault.typed}
