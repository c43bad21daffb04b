"""What the desk decides about the list of a wish by hand: a partner first, or not at all."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MarkKind(models.TextChoices):
    """What a mark does."""

    PIN = "pin", pgettext_lazy("mark of the desk", "Put first")
    HIDE = "hide", pgettext_lazy("mark of the desk", "Hide for this wish")
    BLOCK = "block", pgettext_lazy("mark of the desk", "Never for this school")


class DeskMark(models.Model):
    """A partner that the desk puts first in the list of a wish, hides from it, or keeps from a school altogether.

    `wish` is empty where the mark is for the whole school. Deleting the row undoes it; the history keeps who did what.
    """

    kind = models.CharField(_("decision"), max_length=5, choices=MarkKind)
    school = models.ForeignKey(
        "schools.School", on_delete=models.CASCADE, related_name="desk_marks", verbose_name=_("school")
    )
    wish = models.ForeignKey(
        "wishes.ExchangeWish",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="desk_marks",
        verbose_name=_("wish"),
    )
    partner = models.ForeignKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="desk_marks", verbose_name=_("partner school")
    )
    reason = models.CharField(_("reason"), max_length=200)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    made_at = models.DateTimeField(_("decided"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision about a suggestion")
        verbose_name_plural = _("decisions about suggestions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="mark_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind=MarkKind.BLOCK) & Q(wish=None)) | (~Q(kind=MarkKind.BLOCK) & Q(wish__isnull=False)),
                name="only_a_block_is_for_all_wishes",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="mark_has_a_reason"),
            models.UniqueConstraint(
                fields=["wish", "partner"], condition=Q(wish__isnull=False), name="a_mark_a_partner_and_wish"
            ),
            models.UniqueConstraint(
                fields=["school", "partner"], condition=Q(wish=None), name="a_block_a_partner_and_school"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.partner}"

    @property
    def is_pin(self) -> bool:
        return self.kind == MarkKind.PIN
