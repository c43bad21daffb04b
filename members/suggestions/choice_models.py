"""Whom to ask next: the second and third choice of a school for a wish."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

NEXT_PLACES = (2, 3)
"""The first choice is the request itself."""


class NextChoice(models.Model):
    """A partner to be asked when the one before has declined. The row goes when its turn has come."""

    wish = models.ForeignKey(
        "wishes.ExchangeWish", on_delete=models.CASCADE, related_name="next_choices", verbose_name=_("wish")
    )
    partner = models.ForeignKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="+", verbose_name=_("partner school")
    )
    place = models.PositiveSmallIntegerField(_("place"), choices=[(place, str(place)) for place in NEXT_PLACES])
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("chosen by")
    )
    chosen_at = models.DateTimeField(_("chosen"), auto_now_add=True)

    class Meta:
        verbose_name = _("next choice")
        verbose_name_plural = _("next choices")
        ordering = ["wish", "place"]
        constraints = [
            models.CheckConstraint(condition=Q(place__in=NEXT_PLACES), name="next_choice_second_or_third"),
            models.UniqueConstraint(fields=["wish", "place"], name="a_next_choice_a_place"),
            models.UniqueConstraint(fields=["wish", "partner"], name="a_partner_chosen_once_a_wish"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.partner}"
