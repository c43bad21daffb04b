"""Models whose changes make what every process holds of the partners old."""

from typing import Any

from django.db import models, transaction

from portal.core.versions import bump_version

DATA_VERSION = "partners"
"""The name under which `portal.core.versions` counts changes of what the column store holds."""


class Versioned(models.Model):
    """A model whose every saving and deleting counts as a change of the partners' data, in the same transaction.

    `bulk_create` and `QuerySet.update` do not pass here: who uses them calls `bump_version(DATA_VERSION)` once.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump_version(DATA_VERSION)
