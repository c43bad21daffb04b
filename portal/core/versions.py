"""Data versions kept in the database, so that several processes know when what they hold in memory is stale."""

import secrets
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import F

LONGEST_STEP = 2**31


class DataVersion(models.Model):
    """A number per kind of data; it only grows, by random steps.

    A process may see a number inside a transaction that is taken back later. As steps are random, no later change gets
    that number again, so what was read under it is never mistaken for new.
    """

    name = models.CharField(max_length=50, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "data version"

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def current_version(name: str) -> int:
    """The number of that kind of data; 0 before the first change. One query."""
    number = DataVersion.objects.filter(name=name).values_list("number", flat=True).first()
    return number or 0


class Step(NamedTuple):
    """A change of a data version: the number before it and after it."""

    before: int
    after: int


def bump_version(name: str) -> Step:
    """Count a change of that kind of data. Takes part in the caller's transaction, so readers see both or neither.

    Changes of one kind wait for one another, so the steps that are not taken back make an unbroken chain.
    """
    length = 1 + secrets.randbelow(LONGEST_STEP)
    with transaction.atomic():
        DataVersion.objects.get_or_create(name=name)
        DataVersion.objects.filter(name=name).update(number=F("number") + length)
        after = DataVersion.objects.values_list("number", flat=True).get(name=name)
    return Step(after - length, after)
