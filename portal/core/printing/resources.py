"""What a printed page may hold beside its words: our own style sheets and drawings, and pictures with consent.

Addresses are looked up in the storages, never asked for over the network, and nothing else can be read by them.
"""

import mimetypes
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation

from portal.core.media.models import PortalRendition

BASE = "https://portal.invalid/"
"""The address under which a printed page lies while it is made. Nobody can have it, so no link leads there."""
_NUL = "\x00"  # PostgreSQL refuses it in any text


class RefusedError(ValueError):
    """An address that a printed page may not read."""


class MissingError(RefusedError):
    """One of our own style sheets or drawings that is not there: the deployment is not complete."""


@dataclass(frozen=True)
class Resource:
    """The bytes behind an address and their media type."""

    content: bytes
    media_type: str


def resource(url: str) -> Resource:
    """The static file or rendition behind an absolute address below `BASE`.

    Raises `MissingError` for a static file that does not exist, `RefusedError` for everything else: other schemes and
    hosts, other paths, pictures that may not be printed.
    """
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}/" != BASE:
        raise RefusedError(f"a printed page may not read {url}")
    path = unquote(parts.path)
    if ".." in path.split("/") or _NUL in path:
        raise RefusedError(f"a printed page may not read {url}")
    if path.startswith(settings.STATIC_URL):
        return _static(path.removeprefix(settings.STATIC_URL))
    if path.startswith(settings.MEDIA_URL):
        return _rendition(path.removeprefix(settings.MEDIA_URL))
    raise RefusedError(f"a printed page may not read {url}")


def _static(name: str) -> Resource:
    try:
        if staticfiles_storage.exists(name):
            with staticfiles_storage.open(name) as file:
                return Resource(file.read(), _media_type(name))
        found = finders.find(name)
    except SuspiciousFileOperation as error:
        raise RefusedError(f"{name} lies outside the static files") from error
    if not found:
        raise MissingError(f"there is no static file {name}")
    with open(found, "rb") as file:
        return Resource(file.read(), _media_type(name))


def _rendition(name: str) -> Resource:
    rendition = PortalRendition.objects.select_related("image").filter(file=name).first()
    if rendition is None or not rendition.image.is_printable:
        raise RefusedError(f"{name} is no picture that may be printed")
    try:
        with rendition.file.storage.open(name) as file:
            return Resource(file.read(), _media_type(name))
    except OSError as error:
        raise RefusedError(f"the file of {name} is lost") from error


def _media_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
