"""What a Tokyo school wishes for: one row a wish, from the first draft until it is matched or closed."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.schools.models import School, SchoolPeriod
from members.schools.registration_models import Channel
from members.wishes.cycle import usual_year
from members.wishes.ending import LONGEST_NOTE, EndReason
from members.wishes.lifecycle import CLOSED_STAGES, EDITABLE_STAGES, OPEN_STAGES
from portal.core.countries import language_choices
from portal.core.fields import CodeListField
from portal.core.graded_codes import GradedCodesField
from portal.core.vocabulary import (
    WISH_STAGES,
    Criterion,
    ExchangeType,
    Grade,
    Importance,
    LanguageLevel,
    Month,
    SchoolType,
    Stage,
    Theme,
    Tool,
    ages_of,
)

CLASS_SIZES = (1, 400)
MINUTES = (10, 240)
YEARS = (2000, 2200)

ANSWERS = (
    "title",
    "exchange_type",
    "grades",
    "school_year",
    "months",
    "languages",
    "themes",
    "countries",
    "class_size",
    "minutes",
    "tools",
    "importance",
    "musts",
    "notes",
)
"""The fields a school fills in, `periods` apart: they are written and compared together."""


def lesson_minutes(school_type: str) -> int:
    """How long a lesson lasts in a school of this type."""
    return 45 if school_type in {SchoolType.ELEMENTARY, SchoolType.SPECIAL_NEEDS} else 50


def present_usual_year() -> int:
    """The fiscal year a wish that begins today is for, unless the school says otherwise."""
    return usual_year(timezone.localdate())


class WishQuerySet(models.QuerySet["ExchangeWish"]):
    def open(self) -> "WishQuerySet":
        """Wishes that wait for a partner."""
        return self.filter(stage__in=OPEN_STAGES)

    def newest_first(self) -> "WishQuerySet":
        return self.order_by("-created_at", "-pk")

    def waiting_longest_first(self) -> "WishQuerySet":
        """The order in which wishes are served."""
        return self.order_by(F("submitted_at").asc(nulls_last=True), "pk")

    def in_month(self, month: int) -> "WishQuerySet":
        """Wishes that name this month (1 to 12)."""
        # A JSON list has no portable test of membership; its text has: `[10, 11]` holds 1 nowhere.
        return self.annotate(months_text=Cast("months", models.TextField())).filter(
            months_text__regex=rf"[\[ ,]{month:d}[\],]"
        )


class ExchangeWish(models.Model):
    """A wish for one exchange. Grades are stored, ages derived; periods are a choice out of the school's timetable."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="wishes", verbose_name=_("school"))
    title = models.CharField(_("name of the wish"), max_length=80)
    exchange_type = models.CharField(_("exchange type"), max_length=16, choices=ExchangeType)
    grades = CodeListField(Grade, verbose_name=_("grades"))
    school_year = models.PositiveSmallIntegerField(
        _("school year"),
        default=present_usual_year,
        validators=[MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])],
    )
    months = CodeListField(Month, verbose_name=_("months"))
    languages = GradedCodesField(language_choices, LanguageLevel, verbose_name=_("languages"))
    themes = CodeListField(Theme, verbose_name=_("themes"))
    countries = CodeListField(
        "portal.core.countries.country_choices", verbose_name=_("countries or regions you hope for")
    )
    class_size = models.PositiveSmallIntegerField(
        _("number of pupils taking part"),
        null=True,
        blank=True,
        validators=[MinValueValidator(CLASS_SIZES[0]), MaxValueValidator(CLASS_SIZES[1])],
    )
    minutes = models.PositiveSmallIntegerField(
        _("length of one meeting (minutes)"),
        default=45,
        validators=[MinValueValidator(MINUTES[0]), MaxValueValidator(MINUTES[1])],
    )
    periods = models.ManyToManyField(
        SchoolPeriod, related_name="wishes", blank=True, verbose_name=_("lesson times that suit")
    )
    tools = CodeListField(Tool, verbose_name=_("tools that may be used"))
    importance = GradedCodesField(Criterion, Importance, verbose_name=_("importance"))
    musts = CodeListField(Criterion, verbose_name=_("what must be met"))
    notes = models.TextField(
        _("anything else we should know"),
        blank=True,
        max_length=1000,
        help_text=_("Do not write names of pupils, or anything about their health."),
    )
    stage = models.CharField(
        _("stage"), max_length=16, choices=[(s.value, s.label) for s in WISH_STAGES], default=Stage.DRAFT
    )
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True, editable=False)
    end_note = models.CharField(_("remark on the end"), max_length=LONGEST_NOTE, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )
    channel = models.CharField(
        _("how it reached us"), max_length=8, choices=Channel, default=Channel.WEB, editable=False
    )
    told_by = models.CharField(_("told by"), max_length=120, blank=True, editable=False)
    mails_wanted = models.BooleanField(_("mails about new candidates"), default=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange wish")
        verbose_name_plural = _("exchange wishes")
        permissions = [("export_exchangewish", "Can export exchange wishes")]
        indexes = [
            models.Index(fields=["school", "-created_at"], name="wishes_of_a_school"),
            models.Index(fields=["stage", "submitted_at"], name="wishes_in_serving_order"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=[s.value for s in WISH_STAGES]), name="wish_stage_is_a_wishs"),
            models.CheckConstraint(
                condition=~Q(stage__in=[s.value for s in OPEN_STAGES]) | Q(submitted_at__isnull=False),
                name="open_wish_was_submitted",
            ),
            models.CheckConstraint(
                condition=Q(class_size=None) | Q(class_size__range=CLASS_SIZES), name="wish_class_size_in_range"
            ),
            models.CheckConstraint(condition=Q(minutes__range=MINUTES), name="wish_minutes_in_range"),
            models.CheckConstraint(condition=Q(school_year__range=YEARS), name="wish_school_year_in_range"),
            models.CheckConstraint(
                condition=Q(end_reason="", ended_at=None) & ~Q(stage__in=[s.value for s in CLOSED_STAGES])
                | Q(end_reason__in=EndReason.values, ended_at__isnull=False)
                & Q(stage__in=[s.value for s in CLOSED_STAGES]),
                name="closed_wish_has_a_reason",
            ),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="wish_channel_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ages(self) -> tuple[int, int] | None:
        return ages_of(self.grades)

    @property
    def is_draft(self) -> bool:
        return self.stage == Stage.DRAFT

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def is_editable(self) -> bool:
        return self.stage in EDITABLE_STAGES

    @property
    def is_closed(self) -> bool:
        return self.stage in CLOSED_STAGES

    @property
    def is_on_behalf(self) -> bool:
        """Whether the office entered it, told by the school."""
        return self.channel != Channel.WEB

    def importance_of(self, criterion: str) -> int:
        """The mark 0 to 3 the school gave this criterion, `Importance.NORMAL` when it gave none."""
        return int(self.importance.get(criterion, Importance.NORMAL))

    def answers(self) -> dict[str, Any]:
        """Every answer by field name, `periods` as a list of primary keys. One query for the periods."""
        return {
            **{name: getattr(self, name) for name in ANSWERS},
            "periods": [period.pk for period in self.periods.all()],
        }


class StepDraft(models.Model):
    """What a person has typed into a step of the form and not saved yet. It may be wrong or half done.

    `wish` is None for the first step of a wish that does not exist yet.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    wish = models.ForeignKey(ExchangeWish, on_delete=models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=12)
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "draft of a step"
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "user", "step"], condition=Q(wish__isnull=False), name="one_draft_a_person_and_step"
            ),
            models.UniqueConstraint(
                fields=["school", "user"], condition=Q(wish=None), name="one_draft_a_person_of_a_new_wish"
            ),
        ]

    def __str__(self) -> str:
        return self.step
