"""What became of suggestions, event by event: written once, never changed. The engine is judged by it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    """The way of a suggestion, step by step."""

    SHOWN = "shown", pgettext_lazy("event of a suggestion", "Shown to the school")
    TOLD = "told", pgettext_lazy("event of a suggestion", "Told to the school by mail")
    OPENED = "opened", pgettext_lazy("event of a suggestion", "Opened by the school")
    LEFT_OUT = "left_out", pgettext_lazy("event of a suggestion", "Left out by the school")
    ASKED = "asked", pgettext_lazy("event of a suggestion", "Asked for by the school")
    ANSWERED = "answered", pgettext_lazy("event of a suggestion", "Answered by the partner")


class MatchEvent(models.Model):
    """One step of one suggestion. `rank` and `engine_version` are those of the list in which the partner stood then,
    none where it stood in no list. Nobody's name is in it; it goes with its wish.
    """

    kind = models.CharField(_("event"), max_length=8, choices=EventKind)
    wish = models.ForeignKey(
        "wishes.ExchangeWish", on_delete=models.CASCADE, related_name="match_events", verbose_name=_("wish")
    )
    partner = models.ForeignKey(
        "partners.PartnerSchool", on_delete=models.CASCADE, related_name="+", verbose_name=_("partner school")
    )
    rank = models.PositiveSmallIntegerField(_("rank"), null=True)
    engine_version = models.CharField(_("engine version"), max_length=20, blank=True)
    detail = models.CharField(_("detail"), max_length=20, blank=True)
    """Why it was left out, or how it was answered: a code of `DeclineReason`, `RequestStatus` or `Refusal`."""
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("event of a suggestion")
        verbose_name_plural = _("events of suggestions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "at"], name="match_events_by_kind")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=EventKind.values), name="match_event_kind_known")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.wish} – {self.partner}"
