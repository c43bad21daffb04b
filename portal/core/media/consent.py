"""How a consent stands today: what the desk has to look at, before or after it keeps a picture from being shown."""

import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Consent, PortalDocument, PortalImage

ENDING_SOON = datetime.timedelta(days=90)
"""So long before its last day a consent is told to the desk: there must be time to ask for a new one."""


class ConsentState(models.TextChoices):
    """How a consent stands, the most urgent first."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    MISSING = "missing", _("Not yet checked")
    ENDING = "ending", _("Ends within 90 days")
    FINE = "fine", _("In order")

    @property
    def hides(self) -> bool:
        """Whether it keeps the picture or the file from everybody."""
        return self in HIDING


HIDING = (ConsentState.WITHDRAWN, ConsentState.EXPIRED, ConsentState.MISSING)


def consent_state(medium: PortalImage | PortalDocument, on: datetime.date | None = None) -> ConsentState:
    """The state on that day (today in Tokyo when None); a document's consent has no end."""
    day = on or timezone.localdate()
    if medium.consent in (Consent.WITHDRAWN, Consent.MISSING):
        return ConsentState(medium.consent)
    until = getattr(medium, "consent_until", None)
    if medium.consent == Consent.NOT_NEEDED or until is None:
        return ConsentState.FINE
    if until < day:
        return ConsentState.EXPIRED
    return ConsentState.ENDING if until <= day + ENDING_SOON else ConsentState.FINE


def images_to_look_at(on: datetime.date | None = None) -> "models.QuerySet[Any]":
    """The images whose consent is not in order on that day, or ends soon."""
    day = on or timezone.localdate()
    return PortalImage.objects.filter(
        models.Q(consent__in=(Consent.WITHDRAWN, Consent.MISSING))
        | models.Q(consent=Consent.GIVEN, consent_until__lte=day + ENDING_SOON)
    )


def documents_to_look_at() -> "models.QuerySet[Any]":
    """The documents that nobody may have."""
    return PortalDocument.objects.filter(consent__in=(Consent.WITHDRAWN, Consent.MISSING))
