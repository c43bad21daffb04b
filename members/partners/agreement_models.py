"""Agreements on education with authorities abroad."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core.countries import country_choices

from . import journal
from .languages import in_english
from .querysets import AgreementQuerySet
from .validators import is_region_code
from .versioned import Versioned


class Agreement(Versioned):
    """教育に関する覚書: an agreement on education with an authority abroad. It covers a country or one region of it."""

    counterpart_ja = models.CharField(_("counterpart (Japanese)"), max_length=160)
    counterpart_en = models.CharField(_("counterpart (English)"), max_length=160)
    country = models.CharField(_("country or region"), max_length=2, choices=country_choices)
    region = models.CharField(
        _("region (ISO 3166-2)"),
        max_length=6,
        blank=True,
        validators=[is_region_code],
        help_text=_("Empty when it covers the whole country."),
    )
    signed_on = models.DateField(_("signed on"))
    renewed_on = models.DateField(_("renewed on"), null=True, blank=True)
    url = models.URLField(_("link"), blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement on education")
        verbose_name_plural = _("agreements on education")
        ordering = ["signed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(renewed_on=None) | Q(renewed_on__gte=F("signed_on")), name="agreement_renewed_after_signed"
            ),
        ]

    def __str__(self) -> str:
        return self.counterpart

    def count_change(self) -> None:
        journal.agreements_changed()

    @property
    def counterpart(self) -> str:
        return self.counterpart_en if in_english() else self.counterpart_ja
