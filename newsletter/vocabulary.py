"""The closed vocabularies of subscribing and sending. Codes are stored; a code is never renamed or reused."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Topic(models.TextChoices):
    """What somebody wants to read about."""

    CASES = "cases", pgettext_lazy("newsletter topic", "Case studies")
    LESSONS = "lessons", pgettext_lazy("newsletter topic", "Ideas for lessons")
    PROGRAMMES = "programmes", pgettext_lazy("newsletter topic", "International education programmes")
    EVENTS = "events", pgettext_lazy("newsletter topic", "Events and matching")
    REGIONS = "regions", pgettext_lazy("newsletter topic", "Schools and life abroad")


class SubscriberStatus(models.TextChoices):
    PENDING = "pending", pgettext_lazy("subscriber", "Waiting for confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("subscriber", "Receives the newsletter")
    UNSUBSCRIBED = "unsubscribed", pgettext_lazy("subscriber", "Unsubscribed")
    SUSPENDED = "suspended", pgettext_lazy("subscriber", "Suspended")


class SuspensionReason(models.TextChoices):
    HARD_BOUNCE = "hard_bounce", pgettext_lazy("subscriber", "The address does not exist")
    SOFT_BOUNCES = "soft_bounces", pgettext_lazy("subscriber", "Mail came back several times")
    COMPLAINT = "complaint", pgettext_lazy("subscriber", "Reported as unwanted")
    DESK = "desk", pgettext_lazy("subscriber", "By the desk")


class SubscriptionSource(models.TextChoices):
    """Where somebody agreed to receive the newsletter."""

    FORM = "form", pgettext_lazy("source of consent", "Form on the site")
    ACCOUNT = "account", pgettext_lazy("source of consent", "Members' area")
    IMPORT = "import", pgettext_lazy("source of consent", "Imported list")
    DESK = "desk", pgettext_lazy("source of consent", "Entered by the desk")


class SubscriberEventKind(models.TextChoices):
    """What can happen to a subscription. Entries stay, without the person, when the person is forgotten."""

    REQUESTED = "requested", pgettext_lazy("subscriber event", "Asked for")
    CONFIRMED = "confirmed", pgettext_lazy("subscriber event", "Confirmed")
    IMPORTED = "imported", pgettext_lazy("subscriber event", "Imported")
    CHANGED = "changed", pgettext_lazy("subscriber event", "Changed")
    UNSUBSCRIBED = "unsubscribed", pgettext_lazy("subscriber event", "Unsubscribed")
    SUSPENDED = "suspended", pgettext_lazy("subscriber event", "Suspended")
    RESUMED = "resumed", pgettext_lazy("subscriber event", "Resumed")
    FORGOTTEN = "forgotten", pgettext_lazy("subscriber event", "Forgotten")


class SubscriberEventWay(models.TextChoices):
    """How it came to an event of a subscription. The first four are the sources of consent."""

    FORM = "form", pgettext_lazy("way of a subscriber event", "Form on the site")
    ACCOUNT = "account", pgettext_lazy("way of a subscriber event", "Members' area")
    IMPORT = "import", pgettext_lazy("way of a subscriber event", "Imported list")
    DESK = "desk", pgettext_lazy("way of a subscriber event", "Desk")
    LINK = "link", pgettext_lazy("way of a subscriber event", "Link in a mail")
    ONE_CLICK = "one_click", pgettext_lazy("way of a subscriber event", "Button of the mail program")
    MANAGE = "manage", pgettext_lazy("way of a subscriber event", "Reader's own page")
    BOUNCE = "bounce", pgettext_lazy("way of a subscriber event", "Mail that came back")
    COMPLAINT = "complaint", pgettext_lazy("way of a subscriber event", "Complaint")
    RETENTION = "retention", pgettext_lazy("way of a subscriber event", "End of the time of keeping")


class MailingState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("mailing", "Being prepared")
    WAITING = "waiting", pgettext_lazy("mailing", "Waiting for approval")
    SCHEDULED = "scheduled", pgettext_lazy("mailing", "Scheduled")
    SENDING = "sending", pgettext_lazy("mailing", "Being sent")
    PAUSED = "paused", pgettext_lazy("mailing", "Paused")
    DONE = "done", pgettext_lazy("mailing", "Sent")
    CANCELLED = "cancelled", pgettext_lazy("mailing", "Cancelled")


class DeliveryState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("delivery", "Waiting")
    CLAIMED = "claimed", pgettext_lazy("delivery", "In hand")
    TRANSMITTING = "transmitting", pgettext_lazy("delivery", "Being handed over")
    SENT = "sent", pgettext_lazy("delivery", "Sent")
    FAILED = "failed", pgettext_lazy("delivery", "Refused")
    UNKNOWN = "unknown", pgettext_lazy("delivery", "Unknown")
    SKIPPED = "skipped", pgettext_lazy("delivery", "Left out")
    CANCELLED = "cancelled", pgettext_lazy("delivery", "Cancelled")


class BounceKind(models.TextChoices):
    HARD = "hard", pgettext_lazy("bounce", "Cannot be delivered")
    SOFT = "soft", pgettext_lazy("bounce", "Cannot be delivered for now")
    COMPLAINT = "complaint", pgettext_lazy("bounce", "Reported as unwanted")
