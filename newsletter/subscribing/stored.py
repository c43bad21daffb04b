"""What the portal has stored about a subscriber, for the subscriber: everything, in one JSON document."""

from typing import Any

from django.utils import timezone

from newsletter.models import Subscriber

_MOMENTS = ("created_at", "consented_at", "requested_at", "confirmed_at", "ended_at")


def stored_about(subscriber: Subscriber) -> dict[str, Any]:
    """A dictionary of what JSON can hold; moments are ISO 8601 in Japan time. Three queries."""
    events = subscriber.events.select_related("mailing").order_by("happened_at", "pk")
    deliveries = subscriber.deliveries.select_related("mailing").order_by("pk")
    return {
        "email": subscriber.email,
        "language": subscriber.language,
        "state": subscriber.status,
        "reason_of_suspension": subscriber.suspension,
        "school_types": subscriber.school_types,
        "topics": subscriber.topics,
        "account": subscriber.account.username if subscriber.account else None,
        "consent": {"source": subscriber.source, "note": subscriber.consent_note},
        "mails_that_came_back": subscriber.soft_bounces,
        **{name: _moment(getattr(subscriber, name)) for name in _MOMENTS},
        "events": [
            {
                "event": event.kind,
                "source": event.source,
                "at": _moment(event.happened_at),
                "issue": event.mailing.number if event.mailing else None,
            }
            for event in events
        ],
        "deliveries": [
            {
                "issue": delivery.mailing.number,
                "language": delivery.language,
                "state": delivery.state,
                "ended_at": _moment(delivery.ended_at),
                "came_back_at": _moment(delivery.bounced_at),
                "unsubscribed_at": _moment(delivery.unsubscribed_at),
            }
            for delivery in deliveries
        ],
    }


def _moment(value: Any) -> str | None:
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None
