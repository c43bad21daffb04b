"""What a room tells of one kind of import: its columns, its records, and how one is added, changed and taken back."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .columns import Column, Fault
from .kinds import Value
from .layouts import Layout
from .reading import MOST_BYTES, Limits, Table
from .workbooks import MOST_UNPACKED

R = TypeVar("R")
Values = Mapping[str, Value]
Options = Mapping[str, bool]
Actor = Any
"""The user who does something; None for a command."""


@dataclass(frozen=True)
class Option:
    """Something a person chooses for a whole file by a check box; labels are lazy."""

    name: str
    label: Any
    help: Any = ""


@dataclass(frozen=True)
class Written:
    """What an import did to one record, as it is kept for the undo: `before` and `after` are of the importer's own
    making and hold what JSON can hold."""

    object_id: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedRow(Generic[R]):
    """A row that can be read: its number in the spreadsheet, its values, and the record it changes or None."""

    number: int
    values: Values
    record: R | None


Doubts = Callable[[Sequence[PlannedRow[R]]], Mapping[int, Sequence[Fault]]]


class Importer(ABC, Generic[R]):
    """A kind of import. Subclasses set the attributes and the abstract methods.

    `code` names the kind in the database and in addresses. `key` is the column that tells which record a row means; its
    value is a text. `background_rows`: from so many rows on the worker does what takes long. `layouts` are files of
    others that can be handed in as they are.

    `most_rows`, `most_bytes` and `most_unpacked` limit a file. `rows_at_once`: so many rows are looked at, checked
    beside one another and written together; no more are ever held. Without a word of the kind these are all rows.
    `is_indexed_later`: writing leaves the search index alone, and `index` is called for what was written, batch by
    batch, when that is committed.
    """

    code: ClassVar[str]
    title: ClassVar[Any]
    columns: ClassVar[Sequence[Column]]
    key: ClassVar[str] = "code"
    # What the preview shows as changed though no file has such a column.
    extra_columns: ClassVar[Sequence[Column]] = ()
    options: ClassVar[Sequence[Option]] = ()
    layouts: ClassVar[Sequence[Layout]] = ()
    most_rows: ClassVar[int] = 5_000
    most_bytes: ClassVar[int] = MOST_BYTES
    most_unpacked: ClassVar[int] = MOST_UNPACKED
    rows_at_once: ClassVar[int] = 5_000
    is_indexed_later: ClassVar[bool] = False
    # Rows of the same key mean the same record, and the first counts; else the second is a fault.
    merges_duplicates: ClassVar[bool] = False
    background_rows: ClassVar[int] = 300

    @property
    def limits(self) -> Limits:
        """What a file may hold."""
        return Limits(self.most_rows, self.most_bytes, self.most_unpacked)

    @abstractmethod
    def may_use(self, user: Any) -> bool:
        """Whether this person may see and do imports of this kind."""

    def why_closed(self) -> Any:
        """A sentence when nothing can be imported now, whoever asks; else None."""
        return None

    def complete(self, table: Table) -> Table:
        """The table with what the records tell of it, such as the keys of rows in a foreign layout. Writes nothing."""
        return table

    def notes(self, table: Table) -> Sequence[Any]:
        """Sentences (lazy) about a file as a whole: what was passed over, and why."""
        return ()

    @abstractmethod
    def find(self, keys: Collection[str], *, lock: bool) -> Mapping[str, R]:
        """The records these keys name, by key; `lock` keeps others from writing them until the transaction ends."""

    @abstractmethod
    def values(self, record: R) -> Values:
        """What a record holds in every column, as the kinds of the columns read it."""

    def label(self, values: Values) -> str:
        """What a row is called in the preview, beside its key."""
        return ""

    def leaves_alone(self, record: R) -> bool:
        """Whether a row never changes this record, whatever it says. `doubts` may tell why."""
        return False

    def extra_changes(self, record: R, options: Options) -> Mapping[str, tuple[Value, Value]]:
        """What the options change in a record beyond what the file says: (before, after) by name in `extra_columns`."""
        return {}

    def check(self, values: Values, record: R | None, options: Options) -> Iterable[Fault]:
        """What is wrong with the values of a row taken together, for the record it changes or None."""
        return ()

    def check_together(self, rows: Sequence[PlannedRow[R]]) -> Mapping[int, Sequence[Fault]]:
        """By number, what is wrong with rows that are right each for itself: beside one another, or other records."""
        return {}

    def doubts(self) -> Doubts[R] | None:
        """What looks through the right rows of one file, some after the others, and names by number what is doubtful.

        A doubt is shown and stops nothing. What is told may rest on the rows that were seen before.
        """
        return None

    @abstractmethod
    def add(self, values: Values, options: Options, actor: Actor) -> Written:
        """Make a record. Raises `ValidationError` when it cannot be."""

    @abstractmethod
    def change(self, record: R, values: Values, options: Options, actor: Actor) -> Written:
        """Give a record these values; columns that the file does not have keep theirs."""

    def write(self, rows: Sequence[PlannedRow[R]], options: Options, actor: Actor) -> Iterator[Written]:
        """Write `rows_at_once` rows; what was done with each, in their order. Subclasses may write them together."""
        for row in rows:
            try:
                if row.record is None:
                    yield self.add(row.values, options, actor)
                else:
                    yield self.change(row.record, row.values, options, actor)
            except ValidationError as error:
                message = _("Nothing has been written, because of row %(row)d: %(reason)s")
                params = {"row": row.number, "reason": " ".join(error.messages)}
                raise ValidationError(message, params=params) from error

    def after_writing(self) -> None:
        """Called once when all rows are written, and when all are taken back, in the same transaction."""

    def index(self, object_ids: Sequence[str]) -> None:
        """Make the search index tell of these records what they are now; those that are gone it forgets."""

    @abstractmethod
    def why_not_undo(self, written: Mapping[str, Written], added: Collection[str]) -> Mapping[str, Any]:
        """Sentences by object id for what cannot be taken back, because somebody has worked on it since.

        `written` are `rows_at_once` records of an import by object id, `added` the ids of those it made.
        """

    def take_all_back(self, written: Sequence[tuple[Written, bool]], actor: Actor) -> None:
        """Take `rows_at_once` records back, the last first; each with whether it was added."""
        for one, added in reversed(written):
            self.take_back(one, added=added, actor=actor)

    @abstractmethod
    def take_back(self, written: Written, *, added: bool, actor: Actor) -> None:
        """Remove a record that was added; give one that was changed what it held before."""
