"""Photographs and drawings of a partner school."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .languages import in_english


class PartnerPhoto(Orderable):
    """A photograph or drawing on a partner's page. Shown only while its consent holds: the image knows."""

    partner = ParentalKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="photos", verbose_name=_("partner school")
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, verbose_name=_("image"), on_delete=models.PROTECT, related_name="+"
    )
    caption_ja = models.CharField(_("caption (Japanese)"), max_length=200, blank=True)
    caption_en = models.CharField(_("caption (English)"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")

    def __str__(self) -> str:
        return self.caption

    @property
    def caption(self) -> str:
        """The caption in the active language, the other one when it has none."""
        first, second = (self.caption_en, self.caption_ja) if in_english() else (self.caption_ja, self.caption_en)
        return first or second
