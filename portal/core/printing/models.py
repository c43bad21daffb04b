"""PDFs that were made, and those that are being made. The lease lets another process take over from a killed one."""

import datetime

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string


def private_storage() -> Storage:
    """PDFs lie where no address leads; a view hands them out."""
    return storages["private"]


def file_path(printed: "PrintedFile", name: str) -> str:
    """A path that tells nothing of the file's content."""
    return f"printed/{get_random_string(24)}.pdf"


class PrintedFile(models.Model):
    """One row a printed thing: the newest PDF of it, what it was made from, and who makes a newer one now.

    `stamp` names the state of the thing that is wanted; the file is of that state when `made_at` is set. `content`
    names what the file was really made from: as long as it is the same, the file is kept.
    """

    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=60)
    stamp = models.CharField(max_length=64, blank=True)
    content = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to=file_path, storage=private_storage, blank=True)
    size = models.PositiveIntegerField(default=0)
    lease = models.CharField(max_length=24, blank=True)
    leased_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    used_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "printed file"
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="one_file_of_a_printed_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

    def is_ready(self, stamp: str) -> bool:
        """Whether the file shows this state of the thing."""
        return bool(self.file) and self.stamp == stamp and self.made_at is not None

    @property
    def has_file(self) -> bool:
        """Whether the file is there, also in the storage."""
        name = self.file.name
        return bool(name) and self.file.storage.exists(str(name))

    def is_being_made(self, now: datetime.datetime) -> bool:
        return self.leased_until is not None and self.leased_until > now
