"""An event as schema.org describes it, for search engines."""

from django.http import HttpRequest
from django.utils.safestring import SafeString

from home.clock import TOKYO
from home.models import EventPage
from portal.core.site_settings import PortalSettings
from portal.core.structured import json_ld


def structured_data(event: EventPage, request: HttpRequest) -> SafeString:
    """The event as JSON-LD."""
    address = request.build_absolute_uri(event.get_url(request))
    state = "EventCancelled" if event.is_cancelled else "EventScheduled"
    facts = {
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": address,
        "inLanguage": event.locale.language_code,
        "startDate": event.starts_at.astimezone(TOKYO).isoformat(),
        "endDate": event.ends_at.astimezone(TOKYO).isoformat(),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(event)}",
        "location": _locations(event, address),
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": PortalSettings.load(request_or_site=request).office},
    }
    return json_ld(facts)


def _attendance(event: EventPage) -> str:
    if event.is_online and event.place:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if event.is_online else "OfflineEventAttendanceMode"


def _locations(event: EventPage, address: str) -> list[dict[str, str]]:
    found = []
    if event.place:
        found.append({"@type": "Place", "name": event.place, "address": event.place})
    if event.is_online:
        found.append({"@type": "VirtualLocation", "url": address})
    return found
