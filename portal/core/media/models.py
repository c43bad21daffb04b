"""The portal's images and documents: described, credited, and shown only with consent."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet
from wagtail.images.models import get_upload_to as image_upload_to

from .fields import BareImageField


def private_storage() -> Storage:
    """Where originals lie: never under a public address."""
    return storages["private"]


def _in_active_language(japanese: str, english: str) -> str:
    first, second = (english, japanese) if (get_language() or "ja").startswith("en") else (japanese, english)
    return first or second


class Consent(models.TextChoices):
    """Whether the people in a photograph agreed to its publication."""

    NOT_NEEDED = "not_needed", _("Not needed (drawing, or nobody can be recognised)")
    GIVEN = "given", _("Consent on record")
    MISSING = "missing", _("Not yet checked")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PUBLISHABLE = (Consent.NOT_NEEDED, Consent.GIVEN)
"""What may be published, as long as a consent has not run out."""


class ConsentScope(models.TextChoices):
    SITE = "site", _("Web site")
    SITE_AND_PRINT = "site_and_print", _("Web site and printed matter")


class PortalImageQuerySet(ImageQuerySet):
    def publishable(self, on: datetime.date | None = None) -> "PortalImageQuerySet":
        """Only images that may be shown on that day (today in Tokyo when None)."""
        day = on or timezone.localdate()
        return self.filter(
            models.Q(consent=Consent.NOT_NEEDED)
            | models.Q(consent=Consent.GIVEN) & (models.Q(consent_until=None) | models.Q(consent_until__gte=day))
        )


class PortalImage(AbstractImage):
    """An image with its text alternative in both languages and the record of consent."""

    file = BareImageField(
        verbose_name=_("file"),
        upload_to=image_upload_to,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    alt_ja = models.CharField(
        _("text alternative (Japanese)"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    alt_en = models.CharField(_("text alternative (English)"), max_length=255, blank=True)
    is_decoration = models.BooleanField(
        _("mere decoration"),
        default=False,
        help_text=_("It tells nothing that the text does not say: it is not read out, and needs no text alternative."),
    )
    credit_ja = models.CharField(_("credit (Japanese)"), max_length=255, blank=True)
    credit_en = models.CharField(_("credit (English)"), max_length=255, blank=True)
    consent = models.CharField(_("consent"), max_length=12, choices=Consent, default=Consent.MISSING)
    consent_scope = models.CharField(
        _("scope of the consent"), max_length=16, choices=ConsentScope, default=ConsentScope.SITE
    )
    consent_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("checked by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    consent_checked_on = models.DateField(_("checked on"), null=True, blank=True)
    consent_until = models.DateField(_("valid until"), null=True, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "alt_ja",
        "alt_en",
        "is_decoration",
        "credit_ja",
        "credit_en",
        "consent",
        "consent_scope",
        "consent_checked_by",
        "consent_checked_on",
        "consent_until",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    objects = PortalImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = Image._meta.permissions

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A new file is stored first: what is then known of it, such as its size, goes into the same row.
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.consent == Consent.GIVEN and not (self.consent_checked_by_id and self.consent_checked_on):
            raise ValidationError({"consent": _("Record who checked the consent and when.")})

    @property
    def is_publishable(self) -> bool:
        """Whether the image may be shown today."""
        if self.consent == Consent.NOT_NEEDED:
            return True
        in_time = self.consent_until is None or self.consent_until >= timezone.localdate()
        return self.consent == Consent.GIVEN and in_time

    @property
    def is_printable(self) -> bool:
        """Whether the image may be printed today: a consent may cover the web site only."""
        covers_print = self.consent != Consent.GIVEN or self.consent_scope == ConsentScope.SITE_AND_PRINT
        return self.is_publishable and covers_print

    @property
    def alt(self) -> str:
        """The text alternative in the active language, the other language's when it is missing; none for decoration."""
        return "" if self.is_decoration else _in_active_language(self.alt_ja, self.alt_en)

    @property
    def credit(self) -> str:
        """Who made the picture, in the active language, the other language's when it is missing."""
        return _in_active_language(self.credit_ja, self.credit_en)

    @property
    def default_alt_text(self) -> str:
        return self.alt


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """The address of the view that asks for consent, wherever the file lies."""
        return reverse("media", args=[self.file.name])

    @property
    def alt(self) -> str:
        return self.image.alt


class PortalDocument(AbstractDocument):
    """A file to download. Its title in English is kept beside the Japanese one."""

    title_en = models.CharField(_("title (English)"), max_length=255, blank=True)
    credit = models.CharField(_("credit"), max_length=255, blank=True)
    consent = models.CharField(
        _("consent"),
        max_length=12,
        choices=Consent,
        default=Consent.NOT_NEEDED,
        help_text=_("For files that show or quote people."),
    )

    admin_form_fields = ("title", "title_en", "file", "collection", "credit", "consent", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = Document._meta.permissions

    @property
    def is_publishable(self) -> bool:
        """Whether everybody may have the file."""
        return self.consent in PUBLISHABLE

    def localised_title(self) -> str:
        """The title in the active language."""
        return _in_active_language(self.title, self.title_en)
