"""Models whose changes make what every process holds of the partners old."""

from abc import abstractmethod
from typing import Any

from django.db import models, transaction

from .journal import DATA_VERSION

__all__ = ["DATA_VERSION", "Versioned"]


class Versioned(models.Model):
    """A model whose every saving and deleting counts as a change of the partners' data, in the same transaction.

    `bulk_create` and `QuerySet.update` do not pass here: who uses them calls `journal.partner_changed` for one partner
    or `journal.everything_changed` for many.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.count_change()

    @abstractmethod
    def count_change(self) -> None:
        """Write down what has changed."""
