"""Imports as they are kept: the file, what it would do or did row by row, and what is needed to take it back."""

import datetime
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .columns import LONGEST_HEADING
from .plans import Outcome
from .texts import in_active_language

LEASE = datetime.timedelta(minutes=15)
"""After so long without an end, work in the background may be started again."""
KEPT = datetime.timedelta(days=60)
"""After so long the file and what was in its rows are deleted; the import can no longer be undone."""


class State(models.TextChoices):
    """The way of an import. The worker has something to do in `WORKING`."""

    CHECKING = "checking", pgettext_lazy("state of an import", "Being checked")
    CHECKED = "checked", pgettext_lazy("state of an import", "Checked, not carried out")
    APPLYING = "applying", pgettext_lazy("state of an import", "Being carried out")
    APPLIED = "applied", pgettext_lazy("state of an import", "Carried out")
    UNDOING = "undoing", pgettext_lazy("state of an import", "Being undone")
    UNDONE = "undone", pgettext_lazy("state of an import", "Undone")


WORKING = (State.CHECKING, State.APPLYING, State.UNDOING)


def private_storage() -> Storage:
    """Uploaded files lie where no address leads."""
    return storages["private"]


def file_path(job: "ImportJob", name: str) -> str:
    """A path that tells nothing of the file's content."""
    return f"imports/{timezone.localdate():%Y/%m}/{get_random_string(24)}"


class ImportJob(models.Model):
    """A file that was handed in, and what became of it."""

    kind = models.CharField(max_length=30)
    file = models.FileField(upload_to=file_path, storage=private_storage, blank=True)
    filename = models.CharField(pgettext_lazy("of an import", "file"), max_length=200)
    options = models.JSONField(default=dict)
    state = models.CharField(
        pgettext_lazy("of an import", "state"), max_length=12, choices=State, default=State.CHECKING
    )
    # A sentence in each language when the last step did not do what was asked.
    message = models.JSONField(default=dict)
    # Headings of the file that are none of ours, as they were typed, and what was said of them (`columns.Meanings`).
    foreign = models.JSONField(default=list)
    meanings = models.JSONField(default=dict)
    # Sentences in each language about the file as a whole.
    notes = models.JSONField(default=list)
    added = models.PositiveIntegerField(pgettext_lazy("row of an import", "Added"), default=0)
    changed = models.PositiveIntegerField(pgettext_lazy("row of an import", "Changed"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("row of an import", "Unchanged"), default=0)
    wrong = models.PositiveIntegerField(pgettext_lazy("row of an import", "Wrong"), default=0)
    # Rows that somebody should look at, among those that are not wrong.
    doubtful = models.PositiveIntegerField(default=0)
    # How far the search index follows what was written or taken back: so many of so many records, up to that row.
    to_index = models.PositiveIntegerField(default=0)
    indexed = models.PositiveIntegerField(default=0)
    index_cursor = models.PositiveIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("handed in"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("of an import", "by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # When the file and the contents of the rows were deleted.
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = pgettext_lazy("of a spreadsheet", "import")
        verbose_name_plural = pgettext_lazy("of spreadsheets", "imports")
        indexes = [models.Index(fields=["kind", "-created_at"], name="import_by_kind")]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def is_stuck(self) -> bool:
        """Whether the work should have ended long ago: the worker was killed, or none is running."""
        return self.is_working and (self.leased_until is None or self.leased_until < timezone.now())

    @property
    def is_indexing(self) -> bool:
        """Whether the search index does not know yet all that was written or taken back."""
        return self.indexed < self.to_index

    @property
    def total(self) -> int:
        return self.added + self.changed + self.unchanged + self.wrong

    @property
    def may_apply(self) -> bool:
        """Whether there is something to carry out, and nothing is wrong."""
        is_ready = self.state == State.CHECKED and self.forgotten_at is None
        return is_ready and not self.wrong and bool(self.added or self.changed)

    @property
    def may_decide(self) -> bool:
        """Whether somebody may still say what the foreign headings of the file mean."""
        return bool(self.foreign) and self.state == State.CHECKED and self.forgotten_at is None

    @property
    def note_texts(self) -> list[str]:
        """The sentences about the file in the active language."""
        return [in_active_language(note) for note in self.notes]

    @property
    def message_text(self) -> str:
        """The sentence about the last step in the active language; mostly empty."""
        return in_active_language(self.message)


class ImportRow(models.Model):
    """A row of the file: what becomes of it, and after that what it was before.

    `content` holds `values` by column as they stand in the file, and `changes` as [before, after] by column; of a wrong
    row only `faults`, a list of column, message in each language, and what was typed. `doubts` are of the same form.
    `merged` stands at a row whose record an earlier row means as well; nothing is done for it.
    `written` is `Written` as the importer gave it.
    """

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    key = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=200, blank=True)
    content = models.JSONField(default=dict)
    written = models.JSONField(default=dict)
    is_doubtful = models.BooleanField(default=False)

    class Meta:
        verbose_name = pgettext_lazy("of a spreadsheet", "row")
        verbose_name_plural = pgettext_lazy("of a spreadsheet", "rows")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_row_of_an_import")]

    def __str__(self) -> str:
        return f"{self.number} {self.key}"

    @property
    def faults(self) -> list[dict[str, Any]]:
        """The faults of a wrong row."""
        found: list[dict[str, Any]] = self.content.get("faults", [])
        return found

    @property
    def doubts(self) -> list[dict[str, Any]]:
        """What somebody should look at, in the form of the faults."""
        found: list[dict[str, Any]] = self.content.get("doubts", [])
        return found


class ImportMeaning(models.Model):
    """What a foreign heading means in files of one kind, as somebody at the desk confirmed it.

    `heading` is in the form of `columns.key_of_heading`, `shown` as it was typed. `column` is the name of a column of
    ours; empty means that what stands below the heading is left out.
    """

    kind = models.CharField(max_length=30)
    heading = models.CharField(max_length=LONGEST_HEADING)
    shown = models.CharField(_("heading in the file"), max_length=LONGEST_HEADING)
    column = models.CharField(pgettext_lazy("of an import", "our column"), max_length=60, blank=True)
    remembered_at = models.DateTimeField(_("remembered"), auto_now=True)
    remembered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("of an import", "by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("remembered heading")
        verbose_name_plural = _("remembered headings")
        ordering = ["shown"]
        constraints = [models.UniqueConstraint(fields=["kind", "heading"], name="one_meaning_of_a_heading")]

    def __str__(self) -> str:
        return self.shown
