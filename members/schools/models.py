"""Tokyo schools and the people who act for them."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from members.calendars.models import LessonPeriod
from portal.core.fields import CodeListField
from portal.core.japanese_input import KanaField, PhoneField, PostalCodeField, UniformCharField
from portal.core.municipalities import MUNICIPALITIES, municipality_choices
from portal.core.vocabulary import Area, Founder, LessonSlot, SchoolType, Tool

from .calendar_models import SchoolDay, SchoolTerm, SchoolYearFields
from .mext_codes import LENGTH, mext_code
from .renewal_days import is_lapsed
from .roles import Role

# More than any school has: what is larger is a slip of the finger.
MOST_PUPILS = 9_999
MOST_CLASSES = 200


class SchoolQuerySet(models.QuerySet["School"]):
    def in_kana_order(self) -> "SchoolQuerySet":
        """By reading (五十音), names without a reading last."""
        return self.order_by(Upper("name_kana"), "name", "pk")


class MextCodeField(UniformCharField):
    refusal = _("This is no MEXT school code: 13 signs such as B113210000014, the last of which is a check digit.")

    def uniform(self, text: str) -> str:
        return mext_code(text) if text.strip() else ""


class School(SchoolYearFields, index.Indexed, ClusterableModel):
    """A public school in Tokyo."""

    code = models.CharField(
        _("school code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-Za-z-]+$", _("Use letters, digits and hyphens only."))],
    )
    mext_code = MextCodeField(_("MEXT school code"), max_length=LENGTH, blank=True)
    name = models.CharField(_("name"), max_length=120)
    name_kana = KanaField(_("reading (kana)"), max_length=160, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=160, blank=True)
    school_type = models.CharField(_("school type"), max_length=16, choices=SchoolType)
    founder = models.CharField(_("founder"), max_length=16, choices=Founder, default=Founder.MUNICIPAL)
    municipality = models.CharField(_("municipality"), max_length=5, choices=municipality_choices)
    postal_code = PostalCodeField(_("postal code"), max_length=8, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = PhoneField(_("telephone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    pupils = models.PositiveSmallIntegerField(
        _("number of pupils"), null=True, blank=True, validators=[MaxValueValidator(MOST_PUPILS)]
    )
    classes = models.PositiveSmallIntegerField(
        _("number of classes"), null=True, blank=True, validators=[MaxValueValidator(MOST_CLASSES)]
    )
    tools = CodeListField(Tool, verbose_name=_("tools the school may use"))
    equipment = models.TextField(_("equipment and network"), blank=True, max_length=500)
    introduction_ja = models.TextField(_("introduction (Japanese)"), blank=True, max_length=800)
    introduction_en = models.TextField(_("introduction (English)"), blank=True, max_length=1600)
    renewed_for = models.PositiveSmallIntegerField(
        _("accounts renewed for the fiscal year"), null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    search_fields = [
        index.SearchField("name", boost=4),
        index.SearchField("name_kana"),
        index.SearchField("name_en"),
        index.SearchField("code"),
        index.AutocompleteField("name"),
        index.AutocompleteField("name_kana"),
        index.AutocompleteField("name_en"),
        index.AutocompleteField("code"),
        index.FilterField("school_type"),
        index.FilterField("municipality"),
        index.FilterField("founder"),
    ]

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        indexes = [models.Index(fields=["name_kana"], name="schools_by_kana")]
        permissions = [
            ("export_school", "Can export schools"),
            ("look_school", "Can look at the pages of schools"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mext_code"],
                condition=~Q(mext_code=""),
                name="one_school_a_mext_code",
                violation_error_message=_("Another school has this MEXT school code."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def area(self) -> Area | None:
        row = MUNICIPALITIES.get(self.municipality)
        return row.area if row else None

    @property
    def is_lapsed(self) -> bool:
        """Whether its accounts only read, because they were not renewed by the day on which renewal closes."""
        return is_lapsed(self.renewed_for, timezone.localdate())

    @property
    def shown_name(self) -> str:
        """The name in the active language, the Japanese one when there is no English name."""
        english = (get_language() or "ja").startswith("en")
        return self.name_en if english and self.name_en else self.name


class SchoolPeriod(LessonPeriod):
    """One lesson of a school's timetable, in Japan time."""

    school = ParentalKey(School, on_delete=models.CASCADE, related_name="periods", verbose_name=_("school"))
    slot = models.CharField(_("period"), max_length=12, choices=LessonSlot)

    class Meta(LessonPeriod.Meta):
        verbose_name = _("lesson period")
        verbose_name_plural = _("lesson periods")
        constraints = [
            models.UniqueConstraint(fields=["school", "weekday", "slot"], name="one_period_a_slot"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="school_period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{LessonSlot(self.slot).label} {self.label}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, on: datetime.date | None = None) -> "MembershipQuerySet":
        """Memberships that are in force on that day (today in Tokyo when None)."""
        day = on or timezone.localdate()
        return self.filter(Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day)))


class Membership(models.Model):
    """A person acts for a school, in a role, from a day to a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("school"))
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.STAFF)
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_school_account = models.BooleanField(
        _("the school's own account"),
        default=False,
        editable=False,
        help_text=_("Its ID was issued by the office with a letter; a school has one."),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "school"], name="one_membership_a_school"),
            models.UniqueConstraint(
                fields=["school"], condition=Q(is_school_account=True), name="one_school_account_a_school"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.school}"

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first.")})

    @property
    def may_write(self) -> bool:
        """Managers and staff, unless the school has not renewed its accounts in time."""
        return self.role in {Role.MANAGER, Role.STAFF} and not self.school.is_lapsed

    @property
    def may_manage(self) -> bool:
        """Whether the person looks after the school's accounts. The renewal itself is open to them when it is late."""
        return self.role == Role.MANAGER


# At the end: their keys lead to the models above.
from . import registration_models  # noqa: E402, F401
from .account_models import (  # noqa: E402
    AddressChange,
    CodePurpose,
    FailureCount,
    Invitation,
    LetterBatch,
    LoginRecord,
    OneTimeCode,
    YearlyRenewal,
)

__all__ = [
    "AddressChange",
    "CodePurpose",
    "FailureCount",
    "Invitation",
    "LetterBatch",
    "LoginRecord",
    "Membership",
    "OneTimeCode",
    "Role",
    "School",
    "SchoolDay",
    "SchoolPeriod",
    "SchoolTerm",
    "YearlyRenewal",
]
