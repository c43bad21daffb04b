"""The journal of changes: which partner changed under which data version, so that memory is patched and not rebuilt."""

from django.db import models
from django.db.models import Q


class Scope(models.TextChoices):
    """What a change was about."""

    PARTNER = "partner", "one partner"
    AGREEMENTS = "agreements", "the agreements"
    EVERYTHING = "everything", "everything"


class PartnerChange(models.Model):
    """One step of the partners' data version and what changed with it.

    A step without a row is allowed: who holds an older version then reads everything anew.
    """

    version = models.PositiveBigIntegerField(primary_key=True)
    before = models.PositiveBigIntegerField()
    scope = models.CharField(max_length=10, choices=Scope)
    partner_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "change of partners"
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=Scope.PARTNER, partner_id__isnull=False)
                | ~Q(scope=Scope.PARTNER) & Q(partner_id=None),
                name="partner_change_names_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.version} {self.scope}"
