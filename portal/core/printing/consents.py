"""A picture that may not be printed any more leaves the PDFs that were made before."""

from typing import Any

from django.db import transaction

from portal.core.media.models import PortalImage

from .services.keeping import forget_all


def on_image_saved(instance: PortalImage, created: bool = False, **kwargs: Any) -> None:
    """Receiver for saved images. Any PDF may hold the picture and consents are seldom withdrawn, so all PDFs go."""
    if not created and not instance.is_printable:
        transaction.on_commit(forget_all)
