"""Who receives the newsletter, since when and by whose word, and what happened to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from newsletter.interests import SCHOOL_TYPE_BITS, TOPIC_BITS, codes_of, mask_of
from newsletter.vocabulary import (
    SubscriberEventKind,
    SubscriberEventWay,
    SubscriberStatus,
    SubscriptionSource,
    SuspensionReason,
    Topic,
)
from portal.core.vocabulary import SchoolType

KEY_LENGTH = 24


def new_key() -> str:
    """A key nobody guesses: 24 letters and digits, 142 bits."""
    return get_random_string(KEY_LENGTH)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def receiving(self) -> "SubscriberQuerySet":
        """Those to whom the newsletter may be sent."""
        return self.filter(status=SubscriberStatus.CONFIRMED)


class Subscriber(models.Model):
    """One address. No name is kept: the newsletter does not need one.

    `email_key` is the address as it is compared (see `newsletter.subscribing.addresses`); `key` stands, signed, in the
    links of the mails. Interests are masks (`newsletter.interests`), 0 for everything.
    """

    email = models.EmailField(_("e-mail"))
    email_key = models.CharField(max_length=254, unique=True, editable=False)
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=new_key, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="ja")
    status = models.CharField(
        pgettext_lazy("subscriber", "state"),
        max_length=12,
        choices=SubscriberStatus,
        default=SubscriberStatus.PENDING,
    )
    school_type_mask = models.PositiveIntegerField(default=0, editable=False)
    topic_mask = models.PositiveIntegerField(default=0, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("subscriber", "account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="newsletter_subscription",
    )
    source = models.CharField(_("source of the consent"), max_length=8, choices=SubscriptionSource)
    consent_note = models.CharField(
        _("consent"), max_length=300, blank=True, help_text=_("Where and to what the person agreed, in words.")
    )
    consented_at = models.DateTimeField(_("agreed on"))
    requested_at = models.DateTimeField(_("asked for on"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("unsubscribed or suspended on"), null=True, blank=True)
    suspension = models.CharField(_("reason of the suspension"), max_length=12, choices=SuspensionReason, blank=True)
    soft_bounces = models.PositiveSmallIntegerField(_("mails that came back in a row"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        permissions = [
            ("export_subscriber", "Can export subscribers"),
            ("import_subscriber", "Can import subscribers"),
        ]
        indexes = [models.Index(fields=["status", "language", "id"], name="subscribers_by_language")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=SubscriberStatus.values), name="subscriber_status_known"),
            models.CheckConstraint(
                condition=~Q(status=SubscriberStatus.CONFIRMED) | Q(confirmed_at__isnull=False),
                name="subscriber_confirmed_on_a_day",
            ),
            models.CheckConstraint(
                condition=(Q(status=SubscriberStatus.SUSPENDED) & ~Q(suspension=""))
                | (~Q(status=SubscriberStatus.SUSPENDED) & Q(suspension="")),
                name="subscriber_suspended_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        # The history shows it for longer than the address is kept.
        return gettext("Subscriber no. %(number)s") % {"number": self.pk}

    @property
    def school_types(self) -> list[str]:
        return codes_of(self.school_type_mask, SCHOOL_TYPE_BITS)

    @school_types.setter
    def school_types(self, codes: list[str]) -> None:
        self.school_type_mask = mask_of(codes, SCHOOL_TYPE_BITS)

    @property
    def topics(self) -> list[str]:
        return codes_of(self.topic_mask, TOPIC_BITS)

    @topics.setter
    def topics(self, codes: list[str]) -> None:
        self.topic_mask = mask_of(codes, TOPIC_BITS)

    @property
    def school_type_labels(self) -> list[str]:
        return [str(SchoolType(code).label) for code in self.school_types]

    @property
    def topic_labels(self) -> list[str]:
        return [str(Topic(code).label) for code in self.topics]


class SubscriberEvent(models.Model):
    """One thing that happened, never changed. It outlives the subscriber, without the person, so that counts stay.

    `balance` says how many more readers there are by it: 1 for somebody who begins to receive the newsletter, -1 for
    somebody who receives it no more, 0 for everything else. Growth is the sum.
    """

    subscriber = models.ForeignKey(Subscriber, null=True, on_delete=models.SET_NULL, related_name="events")
    kind = models.CharField(pgettext_lazy("subscriber event", "event"), max_length=12, choices=SubscriberEventKind)
    happened_at = models.DateTimeField(_("when"))
    language = models.CharField(_("language"), max_length=2)
    source = models.CharField(
        max_length=12, blank=True, help_text="How it came: form, account, import, desk, link, one_click, bounce, …"
    )
    balance = models.SmallIntegerField(default=0)
    mailing = models.ForeignKey(
        "newsletter.Mailing", null=True, on_delete=models.SET_NULL, related_name="subscriber_events"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("event of a subscription")
        verbose_name_plural = _("events of subscriptions")
        # What changed nothing is read with its person only.
        indexes = [models.Index(fields=["happened_at"], condition=~Q(balance=0), name="subscriber_events_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SubscriberEventKind.values), name="subscriber_event_known")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_at:%Y-%m-%d}"

    @property
    def way_label(self) -> str:
        """How it came, in words."""
        return str(SubscriberEventWay(self.source).label) if self.source in SubscriberEventWay.values else self.source
