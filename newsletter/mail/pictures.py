"""Pictures of mails: JPEG, since Outlook shows neither WebP nor SVG, twice as large as shown, for sharp screens."""

from dataclasses import dataclass
from typing import Any

from portal.core.printing.frame import public_address


@dataclass(frozen=True)
class MailImage:
    """Where a picture lies, how large it is shown in pixels, and its description."""

    url: str
    width: int
    height: int
    alt: str


def mail_image(image: Any, width: int) -> MailImage | None:
    """The picture at most `width` pixels wide; None without consent, or when its file is lost."""
    if image is None or not image.is_publishable:
        return None
    try:
        rendition = image.get_rendition(f"max-{width * 2}x{width * 2}|format-jpeg|jpegquality-78")
    except OSError:
        return None
    scale = min(1.0, width / rendition.width)
    return MailImage(
        public_address(rendition.url), round(rendition.width * scale), round(rendition.height * scale), rendition.alt
    )
