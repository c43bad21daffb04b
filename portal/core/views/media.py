"""Files of the media library: renditions with consent for everybody, originals for the desk."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.storage import Storage, storages
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core.groups import is_desk
from portal.core.models import PortalImage, PortalRendition

ONE_DAY = 24 * 60 * 60
NUL = "\x00"  # PostgreSQL refuses it in any text


@require_safe
def rendition(request: HttpRequest, name: str) -> FileResponse:
    """A rendition of an image that may be shown; the desk sees the others too. Everything else does not exist."""
    found = None if NUL in name else PortalRendition.objects.select_related("image").filter(file=name).first()
    if found is None:
        raise Http404
    public = found.image.is_publishable
    if not public and not is_desk(request.user):
        raise Http404
    response = _file(found.file.storage, name)
    response["Cache-Control"] = f"public, max-age={ONE_DAY}" if public else "private, no-store"
    return response


@never_cache
@login_required(login_url="wagtailadmin_login")
@require_safe
def original(request: HttpRequest, name: str) -> FileResponse:
    """The original of an image, for people of the desk only."""
    if not is_desk(request.user) or NUL in name or not PortalImage.objects.filter(file=name).exists():
        raise Http404
    return _file(storages["private"], name)


def _file(storage: Storage, name: str) -> FileResponse:
    try:
        response = FileResponse(storage.open(name))
    except FileNotFoundError as error:
        raise Http404 from error
    # Uploaded files never run as a page of the site, whatever they contain.
    response["Content-Security-Policy"] = settings.MEDIA_CONTENT_SECURITY_POLICY
    return response
