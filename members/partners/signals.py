"""Deleting counts as a change too, also by query set or cascade: Django sends this inside the deleting transaction."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Agreement, PartnerPeriod, PartnerSchool


@receiver(post_delete, sender=PartnerSchool)
@receiver(post_delete, sender=PartnerPeriod)
@receiver(post_delete, sender=Agreement)
def count_deletion(instance: Any, **kwargs: Any) -> None:
    """Tell every process that what it holds of the partners is old."""
    instance.count_change()
