"""Images and documents for tests."""

import io

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image as Picture

from portal.core.media.models import Consent, PortalDocument, PortalImage


def make_image(**fields: object) -> PortalImage:
    """An image of 1200 × 900 that may be shown, unless `consent` says otherwise."""
    stream = io.BytesIO()
    Picture.new("RGB", (1200, 900), "#1d4486").save(stream, "PNG")
    values = {"title": "hands", "consent": Consent.NOT_NEEDED, **fields}
    return PortalImage.objects.create(file=ImageFile(stream, name="hands.png"), **values)


def make_document(**fields: object) -> PortalDocument:
    """A text file that everybody may have, unless `consent` says otherwise."""
    values = {"title": "worksheet", "consent": Consent.NOT_NEEDED, **fields}
    return PortalDocument.objects.create(file=ContentFile(b"text", name="worksheet.txt"), **values)
