"""Snapshots of what the matching engine suggested, and what schools and the office made of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.partners.models import PartnerSchool
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import Refusal

from .agreed_models import AgreedDate
from .choice_models import NextChoice
from .declined_models import DeclinedPartner, DeclineReason
from .event_models import EventKind, MatchEvent
from .mark_models import DeskMark, MarkKind

__all__ = [
    "STEPS",
    "TAKEN_STATUSES",
    "AgreedDate",
    "DeclineReason",
    "DeclinedPartner",
    "DeskMark",
    "EventKind",
    "MarkKind",
    "MatchEvent",
    "MatchRun",
    "NextChoice",
    "PartnerRequest",
    "RequestStatus",
    "Suggestion",
]


class MatchRun(models.Model):
    """One answer of the engine for one wish; never changed once stored."""

    wish = models.ForeignKey(ExchangeWish, on_delete=models.CASCADE, related_name="runs", verbose_name=_("wish"))
    engine_version = models.CharField(_("engine version"), max_length=20)
    wish_version = models.PositiveIntegerField(_("version of the wish"))
    as_of = models.DateField(_("as of"))
    considered = models.PositiveIntegerField(_("partners considered"))
    possible = models.PositiveIntegerField(_("partners possible"))
    excluded = models.JSONField(_("partners left out, by rule"), default=dict)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    shown_at = models.DateTimeField(_("first shown to the school"), null=True, editable=False)

    class Meta:
        verbose_name = _("match run")
        verbose_name_plural = _("match runs")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["wish", "-id"], name="newest_run_of_a_wish")]

    def __str__(self) -> str:
        return f"{self.wish} · {self.as_of}"


class Suggestion(models.Model):
    """One partner in a run. `score` orders the list and is for the desk only; schools are shown the fits."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="suggestions", verbose_name=_("match run"))
    partner = models.ForeignKey(
        PartnerSchool, on_delete=models.CASCADE, related_name="suggestions", verbose_name=_("partner school")
    )
    rank = models.PositiveSmallIntegerField(_("rank"))
    fit = models.FloatField(_("fit"))
    fit_school = models.FloatField(_("fit for the school"))
    fit_partner = models.FloatField(_("fit for the partner"))
    score = models.FloatField(_("score"))
    parts = models.JSONField(_("parts"), default=list)
    slots = models.JSONField(_("possible times"), default=list)
    pinned_because = models.CharField(_("put first by the desk because"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["run", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["run", "partner"], name="a_partner_once_a_run"),
            models.UniqueConstraint(fields=["run", "rank"], name="a_rank_once_a_run"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.partner}"


class RequestStatus(models.TextChoices):
    """What became of a request to a partner."""

    OPEN = "open", pgettext_lazy("request", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("request", "Accepted")
    REFUSED = "refused", pgettext_lazy("request", "Declined by the partner")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


STEPS: dict[str, frozenset[str]] = {
    RequestStatus.OPEN: frozenset({RequestStatus.ACCEPTED, RequestStatus.REFUSED, RequestStatus.WITHDRAWN}),
    RequestStatus.ACCEPTED: frozenset({RequestStatus.WITHDRAWN}),
    RequestStatus.REFUSED: frozenset(),
    RequestStatus.WITHDRAWN: frozenset(),
}
"""Which status may follow which."""

TAKEN_STATUSES = (RequestStatus.OPEN, RequestStatus.ACCEPTED, RequestStatus.REFUSED)
"""A partner with such a request is not suggested for the same wish again."""


class RequestQuerySet(models.QuerySet["PartnerRequest"]):
    def open(self) -> "RequestQuerySet":
        return self.filter(status=RequestStatus.OPEN)


class PartnerRequest(models.Model):
    """A school asks the office to contact a partner for a wish."""

    wish = models.ForeignKey(ExchangeWish, on_delete=models.CASCADE, related_name="requests", verbose_name=_("wish"))
    partner = models.ForeignKey(
        PartnerSchool, on_delete=models.PROTECT, related_name="wish_requests", verbose_name=_("partner school")
    )
    status = models.CharField(_("status"), max_length=10, choices=RequestStatus, default=RequestStatus.OPEN)
    refusal = models.CharField(_("reason for declining"), max_length=12, choices=Refusal, blank=True)
    wanted_start = models.DateTimeField(_("wanted date and time"), null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("requested by")
    )
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner request")
        verbose_name_plural = _("partner requests")
        ordering = ["-requested_at", "-pk"]
        permissions = [("export_partnerrequest", "Can export partner requests")]
        indexes = [models.Index(fields=["partner", "status"], name="requests_of_a_partner")]
        constraints = [
            models.UniqueConstraint(
                fields=["wish"], condition=Q(status=RequestStatus.OPEN), name="one_open_request_a_wish"
            ),
            models.CheckConstraint(condition=Q(status__in=RequestStatus.values), name="request_status_known"),
            models.CheckConstraint(
                condition=(Q(status=RequestStatus.OPEN) & Q(closed_at=None))
                | (~Q(status=RequestStatus.OPEN) & Q(closed_at__isnull=False)),
                name="request_closed_unless_open",
            ),
            models.CheckConstraint(
                condition=(Q(status=RequestStatus.REFUSED) & ~Q(refusal=""))
                | (~Q(status=RequestStatus.REFUSED) & Q(refusal="")),
                name="refused_request_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wish} → {self.partner}"

    @property
    def is_open(self) -> bool:
        return self.status == RequestStatus.OPEN
