"""One mail to one subscriber, from the queue to the server's answer and what came back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.models.mailings import Mailing
from newsletter.models.subscribers import Subscriber
from newsletter.states import OPEN_DELIVERIES
from newsletter.vocabulary import BounceKind, DeliveryState


class Delivery(models.Model):
    """A row for each issue and subscriber: the constraint is why nobody gets an issue twice.

    Two marks are committed before the mail leaves: `claimed_at` (with `claim`, the worker's token, and
    `leased_until`), and `data_begun_at`, right before the SMTP command DATA. A row that was cut between them goes back
    to the queue; one that was cut behind the second is unknown, since the server may have taken the mail.
    `message_id` is fixed when the row is made, so a mail sent once more is known to be the same.
    When a person is forgotten, `subscriber` is emptied and the row keeps counting.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="deliveries")
    issue_key = models.UUIDField(editable=False)
    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.SET_NULL, related_name="deliveries")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    state = models.CharField(
        pgettext_lazy("delivery", "state"), max_length=12, choices=DeliveryState, default=DeliveryState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"))
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    data_begun_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)
    code = models.PositiveSmallIntegerField(_("answer of the server"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    bounced_at = models.DateTimeField(_("came back"), null=True, editable=False)
    bounce = models.CharField(_("kind of return"), max_length=10, choices=BounceKind, blank=True, editable=False)
    bounce_reason = models.CharField(_("reason of the return"), max_length=300, blank=True, editable=False)
    unsubscribed_at = models.DateTimeField(_("unsubscribed from this mail"), null=True, editable=False)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        permissions = [("export_delivery", "Can export deliveries")]
        indexes = [
            models.Index(fields=["mailing", "state", "due_at", "id"], name="deliveries_in_order"),
            models.Index(
                fields=["leased_until"], condition=Q(state__in=("claimed", "transmitting")), name="deliveries_in_hand"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issue_key", "subscriber"], name="one_delivery_of_an_issue"),
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_DELIVERIES, ended_at=None)
                | (~Q(state__in=OPEN_DELIVERIES) & Q(ended_at__isnull=False)),
                name="delivery_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.TRANSMITTING) | Q(data_begun_at__isnull=False),
                name="delivery_transmitting_since",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id


class SendingPace(models.Model):
    """When the next mail may begin, and whether the mail server is left alone: for all workers together.

    One row for all mailings (`EVERYTHING`) and one for each mailing that has a throttle of its own.
    """

    EVERYTHING = "all"

    key = models.CharField(max_length=24, primary_key=True)
    next_at = models.DateTimeField(null=True)
    # The server could not be reached, so many times in a row; nobody tries again before this time.
    held_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "sending pace"
        verbose_name_plural = "sending paces"

    def __str__(self) -> str:
        return self.key
