"""What a school registers beside its basic data, what it confirmed for a school year, drafts, links to its card."""

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.fields import CodeListField
from portal.core.japanese_input import PhoneField

MOST_DEVICES = 9_999


class SchoolContact(models.Model):
    """Whom the office reaches at a school. Only the school and the office ever see it."""

    school = models.OneToOneField("schools.School", on_delete=models.CASCADE, related_name="contact")
    fax = PhoneField(_("fax"), max_length=20, blank=True)
    person_name = models.CharField(_("person in charge"), max_length=60, blank=True)
    person_job = models.CharField(_("job of the person in charge"), max_length=60, blank=True)
    person_email = models.EmailField(_("e-mail of the person in charge"), blank=True)
    person_phone = PhoneField(_("direct telephone"), max_length=20, blank=True)
    reachable = models.CharField(_("hours when the person can be reached"), max_length=120, blank=True)
    principal_name = models.CharField(_("name of the principal"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("contacts of a school")
        verbose_name_plural = pgettext_lazy("plural", "contacts of schools")

    def __str__(self) -> str:
        return self.person_name


class Devices(models.TextChoices):
    """How many pupils share a device."""

    ONE_EACH = "one_each", _("One for each pupil")
    BY_CLASS = "by_class", _("Some classes have one for each pupil")
    SHARED = "shared", _("Shared devices that are lent to a class")
    NONE = "none", pgettext_lazy("equipment", "None")


class Line(models.TextChoices):
    """How a classroom reaches the internet."""

    WIRED = "wired", _("By cable")
    WIRELESS = "wireless", _("By wireless LAN")
    BOTH = "both", _("By cable and wireless LAN")
    MOBILE = "mobile", _("By mobile network only")
    NONE = "none", _("No connection in classrooms")


class Presence(models.TextChoices):
    """Where a piece of equipment is."""

    EVERY_ROOM = "every_room", _("In every classroom")
    SOME_ROOMS = "some_rooms", _("In some rooms")
    PORTABLE = "portable", _("Can be brought in")
    NONE = "none", pgettext_lazy("equipment", "None")


class Permitter(models.TextChoices):
    """Who must permit that a tool is used."""

    PRINCIPAL = "principal", _("The principal")
    ICT_STAFF = "ict_staff", _("The member of staff for ICT")
    BOARD = "board", _("The board of education")
    NOBODY = "nobody", _("No permission is needed")


class SchoolEquipment(models.Model):
    """With what a school can meet another one on line. The tools it may use stand on the school itself."""

    school = models.OneToOneField("schools.School", on_delete=models.CASCADE, related_name="equipment_record")
    devices = models.CharField(_("devices of the pupils"), max_length=12, choices=Devices, blank=True)
    devices_available = models.PositiveSmallIntegerField(
        _("devices that can be used in one exchange"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DEVICES)],
    )
    line = models.CharField(_("internet in classrooms"), max_length=12, choices=Line, blank=True)
    screen = models.CharField(_("large monitor or projector"), max_length=12, choices=Presence, blank=True)
    speaker = models.CharField(_("loudspeaker"), max_length=12, choices=Presence, blank=True)
    camera = models.CharField(_("camera and microphone"), max_length=12, choices=Presence, blank=True)
    permitters = CodeListField(Permitter, verbose_name=_("who must permit the tools"))
    restrictions = models.TextField(_("restrictions"), blank=True, max_length=500)

    class Meta:
        verbose_name = _("equipment of a school")
        verbose_name_plural = pgettext_lazy("plural", "equipment of schools")

    def __str__(self) -> str:
        return str(self.school)


class Channel(models.TextChoices):
    """How what is registered reached the portal."""

    WEB = "web", _("on the portal")
    PHONE = "phone", _("by telephone")
    FAX = "fax", _("by fax")
    LETTER = "letter", _("by letter")
    MAIL = "mail", _("by e-mail")


OFFICE_CHANNELS = (Channel.PHONE, Channel.FAX, Channel.LETTER, Channel.MAIL)
"""How a school tells the office what the office then enters."""


class PartYear(models.Model):
    """One part of a school's registration in one fiscal year: who entered it last, who confirmed it, and what was so.

    `snapshot` holds the answers as they were confirmed: page → name → value. It is emptied after two years.
    """

    school = models.ForeignKey("schools.School", on_delete=models.CASCADE, related_name="part_years")
    fiscal_year = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    entered_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    told_by = models.CharField(max_length=120, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    snapshot = models.JSONField(default=dict)

    class Meta:
        verbose_name = "part of a registration"
        constraints = [
            models.UniqueConstraint(fields=["school", "fiscal_year", "part"], name="one_row_a_part_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.fiscal_year}"

    @property
    def is_on_behalf(self) -> bool:
        """Whether the office entered it last, told by the school."""
        return self.channel != Channel.WEB

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


class PartDraft(models.Model):
    """What a person has typed into a page of the registration and not saved yet. It may be wrong or half done."""

    school = models.ForeignKey("schools.School", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "draft of a registration"
        constraints = [models.UniqueConstraint(fields=["school", "user", "page"], name="one_draft_a_person_and_page")]

    def __str__(self) -> str:
        return self.page


class CardLinkQuerySet(models.QuerySet["CardLink"]):
    def open(self, now: datetime.datetime | None = None) -> "CardLinkQuerySet":
        """Links that still open the card at that moment (now when None)."""
        return self.filter(revoked_at=None, expires_at__gt=now or timezone.now())


class CardLink(models.Model):
    """An address under which a partner may see a school's card, until a day or until somebody takes it back."""

    school = models.ForeignKey("schools.School", on_delete=models.CASCADE, related_name="card_links")
    key = models.CharField(max_length=24, unique=True)
    given_to = models.CharField(_("given to"), max_length=120)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CardLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link to a school card"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_by=None) | Q(revoked_at__isnull=False), name="who_revokes_a_card_link_has_done_so"
            )
        ]

    def __str__(self) -> str:
        return self.given_to

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()
