"""Partner schools abroad, their week, and the agreements on education with their authorities."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from members.calendars.models import LessonPeriod
from members.matching.zones import zone_names
from portal.core.countries import country_choices, country_name, language_choices
from portal.core.fields import CodeListField
from portal.core.graded_codes import GradedCodesField
from portal.core.versions import bump_version
from portal.core.vocabulary import Criterion, ExchangeType, Importance, LanguageLevel, Month, Theme, Tool

from .calendar_models import PartnerDay, PartnerTerm, PartnerYearFields
from .querysets import AgreementQuerySet, PartnerQuerySet
from .regions import region_name
from .states import PartnerState, PartnerStatus, state_of

__all__ = ["Agreement", "PartnerDay", "PartnerPeriod", "PartnerSchool", "PartnerTerm"]

DATA_VERSION = "partners"
"""The name under which `portal.core.versions` counts changes of what the column store holds."""

is_region_code = RegexValidator(r"^[A-Z]{2}-[A-Z0-9]{1,3}$", _("Use an ISO 3166-2 code, for example AU-NSW."))


def validate_zone(name: str) -> None:
    """Raise `ValidationError` for what is no IANA time zone of the pinned data."""
    if name not in zone_names():
        message = _("“%(name)s” is not an IANA time zone, for example Australia/Sydney.")
        raise ValidationError(message, params={"name": name})


class Versioned(models.Model):
    """A model whose every saving and deleting counts as a change of the partners' data, in the same transaction.

    `bulk_create` and `QuerySet.update` do not pass here: who uses them calls `bump_version(DATA_VERSION)` once.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            bump_version(DATA_VERSION)


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
        validators=[RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Use a language tag, for example zh-Hant."))],
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
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    website = models.URLField(_("web site"), blank=True)
    introduction_ja = models.TextField(_("introduction (Japanese)"), blank=True, max_length=800)
    introduction_en = models.TextField(_("introduction (English)"), blank=True, max_length=1600)
    contact_name = models.CharField(_("contact person"), max_length=100, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    notes = models.TextField(_("notes of the desk"), blank=True, max_length=4000)
    requests = models.PositiveIntegerField(_("requests sent"), default=0)
    replies = models.PositiveIntegerField(_("requests answered"), default=0)
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
        indexes = [models.Index(fields=["status", "confirmed_on"], name="partners_listed")]
        permissions = [("export_partnerschool", "Can export partner schools")]
        constraints = [
            models.CheckConstraint(
                condition=Q(age_min=None, age_max=None) | Q(age_max__gte=F("age_min")), name="partner_ages_in_order"
            ),
            models.CheckConstraint(condition=Q(status__in=PartnerStatus.values), name="partner_status_known"),
            models.CheckConstraint(condition=Q(capacity__gte=0), name="partner_capacity_not_negative"),
            models.CheckConstraint(condition=Q(class_size=None) | Q(class_size__gte=1), name="partner_class_not_empty"),
            models.CheckConstraint(condition=Q(replies__lte=F("requests")), name="partner_replies_within_requests"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if (self.age_min is None) != (self.age_max is None):
            raise ValidationError({"age_max": _("Give both ages or none.")})
        if self.age_min is not None and self.age_max is not None and self.age_max < self.age_min:
            raise ValidationError({"age_max": _("The oldest age is below the youngest.")})
        if self.region and self.country and not self.region.startswith(f"{self.country}-"):
            raise ValidationError({"region": _("This region does not lie in the country chosen.")})

    @property
    def shown_name(self) -> str:
        """The name in the active language, the other one when it has none."""
        return (self.name_en if _in_english() else self.name) or self.name or self.name_en

    @property
    def second_name(self) -> tuple[str, str]:
        """(name, language tag) to stand beside the shown one: its own name, else the English or Japanese one."""
        if self.name_local and self.name_local != self.shown_name:
            return self.name_local, self.local_language
        other, language = (self.name, "ja") if _in_english() else (self.name_en, "en")
        return (other, language) if other and other != self.shown_name else ("", "")

    @property
    def shown_city(self) -> str:
        """The city in the active language, as far as it is known."""
        return self.city if _in_english() else self.city_ja or self.city

    @property
    def shown_region(self) -> str:
        return region_name(self.region)

    @property
    def ages(self) -> tuple[int, int] | None:
        """(youngest, oldest), or None when unknown."""
        return None if self.age_min is None or self.age_max is None else (self.age_min, self.age_max)

    def state(self, open_requests: int = 0, on: datetime.date | None = None) -> PartnerState:
        """The stored and derived state on a day (today in Tokyo), given how many requests wait for an answer."""
        return state_of(self.status, self.confirmed_on, self.capacity, open_requests, on or timezone.localdate())

    @property
    def place_words(self) -> str:
        """Country and region in both languages, for the search."""
        return " ".join(_in_both_languages(lambda: [country_name(self.country), region_name(self.region)]))

    @property
    def theme_words(self) -> str:
        """The themes in both languages, for the search."""
        return " ".join(_in_both_languages(lambda: [str(Theme(code).label) for code in self.themes if code in Theme]))


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

    @property
    def counterpart(self) -> str:
        return self.counterpart_en if _in_english() else self.counterpart_ja


def _in_english() -> bool:
    return (get_language() or "ja").startswith("en")


def _in_both_languages(read: Any) -> list[str]:
    words: list[str] = []
    for language in ("ja", "en"):
        with translation.override(language):
            words += [word for word in read() if word]
    return words
