"""Partner schools abroad and their week."""

import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from members.calendars.models import LessonPeriod
from portal.core.countries import country_choices, language_choices
from portal.core.fields import CodeListField
from portal.core.graded_codes import GradedCodesField
from portal.core.vocabulary import Criterion, ExchangeType, Importance, LanguageLevel, Month, Theme, Tool

from . import journal
from .agreement_models import Agreement
from .application_models import PartnerApplication
from .calendar_models import PartnerDay, PartnerTerm, PartnerYearFields
from .change_models import PartnerChange
from .languages import in_english
from .likeness import LONGEST_KEY, name_key, web_key
from .link_models import PartnerLetter, PartnerLink, TryCount
from .merge_models import DistinctPair, PartnerMerge
from .photo_models import PartnerPhoto
from .querysets import KEY_SOURCES, PartnerQuerySet
from .regions import region_name
from .search_models import SavedSearch
from .search_words import place_words, theme_words
from .shortlist_models import ShortlistEntry
from .states import Origin, PartnerState, PartnerStatus, Verification, state_of
from .validators import is_language_tag, is_region_code, validate_zone
from .versioned import DATA_VERSION, Versioned

__all__ = [
    "DATA_VERSION",
    "Agreement",
    "DistinctPair",
    "PartnerApplication",
    "PartnerChange",
    "PartnerDay",
    "PartnerLetter",
    "PartnerLink",
    "PartnerMerge",
    "PartnerPeriod",
    "PartnerPhoto",
    "PartnerSchool",
    "PartnerTerm",
    "SavedSearch",
    "ShortlistEntry",
    "TryCount",
]


class PartnerSchool(Versioned, PartnerYearFields, index.Indexed, ClusterableModel):
    """A school abroad that would exchange with a school in Tokyo. An empty answer means unknown, never "none".

    What schools in Tokyo may see is told by `facts.py`; contact data, notes and load are the desk's alone.
    """

    code = models.CharField(
        _("partner code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-Za-z-]+$", _("Use letters, digits and hyphens only."))],
    )
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name (English)"), max_length=160, blank=True)
    name_local = models.CharField(_("name in its own language"), max_length=160, blank=True)
    local_language = models.CharField(
        _("language of that name"),
        max_length=12,
        blank=True,
        validators=[is_language_tag],
    )
    country = models.CharField(_("country or region"), max_length=2, choices=country_choices)
    region = models.CharField(_("region (ISO 3166-2)"), max_length=6, blank=True, validators=[is_region_code])
    city = models.CharField(_("city"), max_length=80, blank=True)
    city_ja = models.CharField(_("city (Japanese)"), max_length=80, blank=True)
    timezone = models.CharField(_("time zone"), max_length=40, blank=True, validators=[validate_zone])
    age_min = models.PositiveSmallIntegerField(
        _("youngest age"), null=True, blank=True, validators=[MinValueValidator(3), MaxValueValidator(20)]
    )
    age_max = models.PositiveSmallIntegerField(
        _("oldest age"), null=True, blank=True, validators=[MinValueValidator(3), MaxValueValidator(20)]
    )
    exchange_types = CodeListField(ExchangeType, verbose_name=_("exchange types"))
    languages = GradedCodesField(language_choices, LanguageLevel, verbose_name=_("languages"))
    themes = CodeListField(Theme, verbose_name=_("themes"))
    months = CodeListField(Month, verbose_name=_("months"))
    class_size = models.PositiveSmallIntegerField(
        _("class size"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    tools = CodeListField(Tool, verbose_name=_("tools"))
    importance = GradedCodesField(Criterion, Importance, verbose_name=_("what matters to the partner"))
    capacity = models.PositiveSmallIntegerField(_("exchanges at a time"), default=1, validators=[MaxValueValidator(50)])
    status = models.CharField(_("state"), max_length=8, choices=PartnerStatus, default=PartnerStatus.ACTIVE)
    full_until = models.DateField(
        _("full until"),
        null=True,
        blank=True,
        help_text=_("The last day on which the partner takes no request, as it says itself."),
    )
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    verification = models.CharField(_("verification"), max_length=10, choices=Verification, default=Verification.NONE)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("verified by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    evidence = models.TextField(
        _("evidence"),
        blank=True,
        max_length=1000,
        help_text=_("What the verification rests on: the list and its date, the letter, the visit."),
    )
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.DESK, editable=False)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
        editable=False,
    )
    website = models.URLField(_("web site"), blank=True)
    introduction_ja = models.TextField(_("introduction (Japanese)"), blank=True, max_length=800)
    introduction_en = models.TextField(_("introduction (English)"), blank=True, max_length=1600)
    story_ja = models.TextField(_("story (Japanese)"), blank=True, max_length=2000)
    story_en = models.TextField(_("story (English)"), blank=True, max_length=4000)
    letter_language = models.CharField(
        _("language of letters"), max_length=12, default="en", validators=[is_language_tag]
    )
    contact_name = models.CharField(_("contact person"), max_length=100, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    notes = models.TextField(_("notes of the desk"), blank=True, max_length=4000)
    # By these two the same school is found again; `fill_keys` keeps them.
    name_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    web_key = models.CharField(max_length=LONGEST_KEY, blank=True, editable=False)
    requests = models.PositiveIntegerField(_("requests sent"), default=0)
    replies = models.PositiveIntegerField(_("requests answered"), default=0)
    # See `services.listing`.
    first_listed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    # Never contact data or notes: schools search this index too.
    search_fields = [
        index.SearchField("name", boost=4),
        index.SearchField("name_en", boost=4),
        index.SearchField("name_local", boost=4),
        index.SearchField("code"),
        index.SearchField("city"),
        index.SearchField("city_ja"),
        index.SearchField("place_words"),
        index.SearchField("theme_words"),
        index.SearchField("introduction_ja"),
        index.SearchField("introduction_en"),
        index.SearchField("story_ja"),
        index.SearchField("story_en"),
        index.AutocompleteField("name"),
        index.AutocompleteField("name_en"),
        index.AutocompleteField("name_local"),
        index.AutocompleteField("city"),
        index.AutocompleteField("city_ja"),
        index.AutocompleteField("code"),
        index.FilterField("country"),
        index.FilterField("status"),
        index.FilterField("confirmed_on"),
    ]

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner school")
        verbose_name_plural = _("partner schools")
        indexes = [
            models.Index(fields=["status", "confirmed_on"], name="partners_listed"),
            models.Index(fields=["country", "name_key"], name="partners_by_name_key"),
            models.Index(fields=["web_key"], name="partners_by_web_key"),
            models.Index(fields=["confirmed_on"], condition=Q(first_listed_at=None), name="partners_never_listed"),
            models.Index(fields=["first_listed_at"], name="partners_first_listed"),
        ]
        permissions = [("export_partnerschool", "Can export partner schools")]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min=None, age_max=None) | Q(age_max__gte=F("age_min")), name="partner_ages_in_order"
            ),
            models.CheckConstraint(condition=Q(status__in=PartnerStatus.values), name="partner_status_known"),
            models.CheckConstraint(condition=Q(capacity__gte=0), name="partner_capacity_not_negative"),
            models.CheckConstraint(condition=Q(class_size=None) | Q(class_size__gte=1), name="partner_class_not_empty"),
            models.CheckConstraint(
                condition=Q(verification__in=Verification.values), name="partner_verification_known"
            ),
            models.CheckConstraint(
                condition=Q(verification=Verification.NONE, verified_on=None)
                | ~Q(verification=Verification.NONE) & Q(verified_on__isnull=False),
                name="partner_verified_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(status=PartnerStatus.CLOSED), name="partner_merged_is_closed"
            ),
            models.CheckConstraint(condition=Q(replies__lte=F("requests")), name="partner_replies_within_requests"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        if (names := kwargs.get("update_fields")) is not None and KEY_SOURCES & set(names):
            kwargs["update_fields"] = {*names, "name_key", "web_key"}
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Make the keys by which the same school is found again fit the names and the web site."""
        self.name_key, self.web_key = name_key(self.name_en or self.name), web_key(self.website)

    def count_change(self) -> None:
        journal.partner_changed(self.pk)

    def clean(self) -> None:
        super().clean()
        if (self.age_min is None) != (self.age_max is None):
            raise ValidationError({"age_max": _("Give both ages or none.")})
        if self.age_min is not None and self.age_max is not None and self.age_max < self.age_min:
            raise ValidationError({"age_max": _("The oldest age is below the youngest.")})
        if self.region and self.country and not self.region.startswith(f"{self.country}-"):
            raise ValidationError({"region": _("This region does not lie in the country chosen.")})
        if self.verification == Verification.NONE:
            self.verified_on, self.verified_by = None, None
        elif self.verified_on is None:
            self.verified_on = timezone.localdate()

    @property
    def shown_name(self) -> str:
        """The name in the active language, the other one when it has none."""
        return (self.name_en if in_english() else self.name) or self.name or self.name_en

    @property
    def second_name(self) -> tuple[str, str]:
        """(name, language tag) to stand beside the shown one: its own name, else the English or Japanese one."""
        if self.name_local and self.name_local != self.shown_name:
            return self.name_local, self.local_language
        other, language = (self.name, "ja") if in_english() else (self.name_en, "en")
        return (other, language) if other and other != self.shown_name else ("", "")

    @property
    def shown_city(self) -> str:
        """The city in the active language, as far as it is known."""
        return self.city if in_english() else self.city_ja or self.city

    @property
    def shown_region(self) -> str:
        return region_name(self.region)

    @property
    def ages(self) -> tuple[int, int] | None:
        """(youngest, oldest), or None when unknown."""
        return None if self.age_min is None or self.age_max is None else (self.age_min, self.age_max)

    def state(self, open_requests: int = 0, on: datetime.date | None = None) -> PartnerState:
        """The stored and derived state on a day (today in Tokyo), given how many requests wait for an answer."""
        day = on or timezone.localdate()
        return state_of(self.status, self.confirmed_on, self.capacity, open_requests, day, self.full_until)

    @property
    def place_words(self) -> str:
        """Country and region in both languages, for the search."""
        return place_words(self.country, self.region)

    @property
    def theme_words(self) -> str:
        """The themes in both languages, for the search."""
        return theme_words(self.themes)


class PartnerPeriod(Versioned, LessonPeriod):
    """One lesson of a partner's week, in the partner's local time."""

    partner = ParentalKey(
        PartnerSchool, on_delete=models.CASCADE, related_name="periods", verbose_name=_("partner school")
    )

    class Meta(LessonPeriod.Meta):
        verbose_name = _("lesson period")
        verbose_name_plural = _("lesson periods")
        constraints = [
            models.UniqueConstraint(fields=["partner", "weekday", "starts"], name="one_partner_period_a_start"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="partner_period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.label

    def count_change(self) -> None:
        journal.partner_changed(self.partner_id)
