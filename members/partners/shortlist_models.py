"""A school's shortlist: partners that its people want to look at again, with a note."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NOTE = 500


class ShortlistEntry(models.Model):
    """A partner on the shortlist of a school, which all people of the school share."""

    school = models.ForeignKey(
        "schools.School", on_delete=models.CASCADE, related_name="shortlist", verbose_name=_("school")
    )
    partner = models.ForeignKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="+", verbose_name=_("partner school")
    )
    note = models.TextField(_("note"), blank=True, max_length=LONGEST_NOTE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("noted by")
    )

    class Meta:
        verbose_name = _("entry of a shortlist")
        verbose_name_plural = _("entries of shortlists")
        ordering = ["-added_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["school", "partner"], name="one_shortlist_entry_a_partner")]

    def __str__(self) -> str:
        return f"{self.school} → {self.partner}"
