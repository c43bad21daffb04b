"""What is done to pictures and files when they must no longer be seen. Part of the caller's transaction."""

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from portal.core import audit

from .models import Consent, PortalDocument, PortalImage, PortalRendition

_ON_RECORD = (Consent.GIVEN, Consent.MISSING)


def withdraw_image_consent(keys: Collection[int], *, actor: Any, data: dict[str, Any]) -> list[PortalImage]:
    """Record that the consent for these images was withdrawn, so that they are shown nowhere; gives those changed.

    An image that needs no consent shows nobody and stays as it is. `actor` is the
    person who does it; `data` goes to the audit log.
    """
    images = list(
        PortalImage.objects.select_for_update(of=("self",)).filter(pk__in=keys, consent__in=_ON_RECORD).order_by("pk")
    )
    for image in images:
        image.consent = Consent.WITHDRAWN
        image.consent_checked_by, image.consent_checked_on = actor, timezone.localdate()
        image.save(update_fields=["consent", "consent_checked_by", "consent_checked_on"])
        audit.record("media.withdraw", image, actor=actor, data=data)
    return images


def withdraw_document_consent(keys: Collection[int], *, actor: Any, data: dict[str, Any]) -> list[PortalDocument]:
    """The same for documents, which nobody can download then."""
    documents = list(
        PortalDocument.objects.select_for_update(of=("self",))
        .filter(pk__in=keys, consent__in=_ON_RECORD)
        .order_by("pk")
    )
    for document in documents:
        document.consent = Consent.WITHDRAWN
        document.save(update_fields=["consent"])
        audit.record("media.withdraw", document, actor=actor, data=data)
    return documents


def forget_renditions(keys: Collection[int]) -> int:
    """Delete the renditions of these images and, after the commit, their files; gives the number of renditions.

    Their addresses do not exist then. A page that shows an image again has its renditions made anew.
    """
    _total, numbers = PortalRendition.objects.filter(image_id__in=keys).delete()
    return numbers.get(PortalRendition._meta.label, 0)
