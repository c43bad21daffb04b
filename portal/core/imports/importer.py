"""What a room tells of one kind of import: its columns, its records, and how one is added, changed and taken back."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from .columns import Column, Fault
from .kinds import Value

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


class Importer(ABC, Generic[R]):
    """A kind of import. Subclasses set the attributes and the abstract methods.

    `code` names the kind in the database and in addresses. `key` is the column that tells which record a row means; its
    value is a text. `background_rows`: from so many rows on the worker does what takes long.
    """

    code: ClassVar[str]
    title: ClassVar[Any]
    columns: ClassVar[Sequence[Column]]
    key: ClassVar[str] = "code"
    # What the preview shows as changed though no file has such a column.
    extra_columns: ClassVar[Sequence[Column]] = ()
    options: ClassVar[Sequence[Option]] = ()
    most_rows: ClassVar[int] = 5_000
    background_rows: ClassVar[int] = 300

    @abstractmethod
    def may_use(self, user: Any) -> bool:
        """Whether this person may see and do imports of this kind."""

    def why_closed(self) -> Any:
        """A sentence when nothing can be imported now, whoever asks; else None."""
        return None

    @abstractmethod
    def find(self, keys: Collection[str], *, lock: bool) -> Mapping[str, R]:
        """The records these keys name, by key; `lock` keeps others from writing them until the transaction ends."""

    @abstractmethod
    def values(self, record: R) -> Values:
        """What a record holds in every column, as the kinds of the columns read it."""

    def label(self, values: Values) -> str:
        """What a row is called in the preview, beside its key."""
        return ""

    def extra_changes(self, record: R, options: Options) -> Mapping[str, tuple[Value, Value]]:
        """What the options change in a record beyond what the file says: (before, after) by name in `extra_columns`."""
        return {}

    def check(self, values: Values, record: R | None, options: Options) -> Iterable[Fault]:
        """What is wrong with the values of a row taken together, for the record it changes or None."""
        return ()

    @abstractmethod
    def add(self, values: Values, options: Options, actor: Actor) -> Written:
        """Make a record. Raises `ValidationError` when it cannot be."""

    @abstractmethod
    def change(self, record: R, values: Values, options: Options, actor: Actor) -> Written:
        """Give a record these values; columns that the file does not have keep theirs."""

    def after_writing(self) -> None:
        """Called once when all rows are written, and when all are taken back, in the same transaction."""

    @abstractmethod
    def why_not_undo(self, written: Mapping[str, Written], added: Collection[str]) -> Mapping[str, Any]:
        """Sentences by object id for what cannot be taken back, because somebody has worked on it since.

        `written` are all records of an import by object id, `added` the ids of those it made.
        """

    @abstractmethod
    def take_back(self, written: Written, *, added: bool, actor: Actor) -> None:
        """Remove a record that was added; give one that was changed what it held before."""
