"""The drawings of the demo as images of the site."""

import hashlib
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction

from portal.core.media.models import Consent, ConsentScope, PortalImage

from . import content
from .content import PICTURES, ContentError, Table, in_language

CREDITS = {
    "credit_ja": "東京都国際交流コンシェルジュ（自作の絵）",
    "credit_en": "Tokyo International Exchange Concierge (own drawing)",
}


def names() -> list[str]:
    """The pictures of the demo by name, in the order of their file."""
    return list(content.read("pictures")["pictures"])


def title_of(name: str) -> str:
    """The title under which a picture lies in the image library."""
    return f"demo: {name}"


@transaction.atomic
def ensure_pictures() -> None:
    """Put every drawing into the image library, once; texts follow the content files."""
    for name, texts in content.read("pictures")["pictures"].items():
        _ensure(name, texts)


def _ensure(name: str, texts: Table) -> None:
    path = PICTURES / f"{name}.png"
    if not path.exists():
        raise ContentError(f"there is no picture {path.name}")
    data = path.read_bytes()
    image = PortalImage.objects.filter(title=title_of(name)).first() or PortalImage(title=title_of(name))
    alt = {f"alt_{language}": in_language(texts["alt"], language) for language in content.LANGUAGES}
    fields = {
        **alt,
        **CREDITS,
        "consent": texts.get("consent", Consent.NOT_NEEDED),
        "consent_scope": ConsentScope.SITE_AND_PRINT,
        "file_size": len(data),
        "file_hash": hashlib.sha1(data, usedforsecurity=False).hexdigest(),
    }
    if image.pk and all(getattr(image, field) == value for field, value in fields.items()):
        return
    if not image.pk or image.file_hash != fields["file_hash"]:
        image.file = ImageFile(BytesIO(data), name=path.name)
    for field, value in fields.items():
        setattr(image, field, value)
    image.save()


def picture_of(name: str) -> PortalImage:
    """The image of that name; raises `ContentError` when it is missing."""
    found = PortalImage.objects.filter(title=title_of(name)).first()
    if found is None:
        raise ContentError(f"there is no picture “{name}”")
    return found


def image_id(name: str) -> int:
    """The primary key of the image of that name."""
    return int(picture_of(name).pk)
