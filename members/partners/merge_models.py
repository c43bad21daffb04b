"""Which entries of the register were merged, and which were found to be two schools."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnerMerge(models.Model):
    """A duplicate was merged into the entry that is kept. Everything that is needed to take it back.

    `before` and `after` hold the changed fields of the kept entry by name, `duplicate_before` those of the duplicate.
    `calendar` holds the kept entry's own lessons, terms and days when the duplicate's were taken, else nothing. `moved`
    holds the keys of records by model label and field, such as `suggestions.partnerrequest.partner`. `counted` are the
    requests and replies that were added.
    """

    kept = models.ForeignKey(
        "partners.PartnerSchool",
        verbose_name=_("kept entry"),
        on_delete=models.CASCADE,
        related_name="merges",
    )
    duplicate = models.ForeignKey(
        "partners.PartnerSchool",
        verbose_name=_("duplicate"),
        on_delete=models.CASCADE,
        related_name="merges_as_duplicate",
    )
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    duplicate_before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    calendar = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(default=dict)
    counted = models.JSONField(default=dict)
    merged_at = models.DateTimeField(pgettext_lazy("of two entries", "merged"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("of two entries", "merged by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("merge of two entries")
        verbose_name_plural = _("merged entries")
        ordering = ["-merged_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("duplicate")), name="merge_of_two_entries"),
            models.UniqueConstraint(fields=["duplicate"], condition=Q(undone_at=None), name="merged_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate} → {self.kept}"


class DistinctPair(models.Model):
    """Somebody has looked: these two entries are two schools, however alike. `first` has the lower key."""

    first = models.ForeignKey("partners.PartnerSchool", on_delete=models.CASCADE, related_name="distinct_after")
    second = models.ForeignKey("partners.PartnerSchool", on_delete=models.CASCADE, related_name="distinct_before")
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("pair of two schools")
        verbose_name_plural = _("pairs of two schools")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
