"""Deleting counts as a change too, also by query set or cascade: Django sends this inside the deleting transaction."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from portal.core.versions import bump_version

from .models import DATA_VERSION, Agreement, PartnerPeriod, PartnerSchool


@receiver(post_delete, sender=PartnerSchool)
@receiver(post_delete, sender=PartnerPeriod)
@receiver(post_delete, sender=Agreement)
def count_deletion(**kwargs: Any) -> None:
    """Tell every process that what it holds of the partners is old."""
    bump_version(DATA_VERSION)
