"""Renditions that take long to encode are made by the worker; until then pages do without them."""

from collections.abc import Sequence

from django.core.cache import cache
from django.db import transaction
from django_tasks import task
from wagtail.images.models import SourceImageIOError

from .models import PortalImage

ASK_AGAIN = 10 * 60  # seconds; the worker may be busy, or the picture was replaced meanwhile


def is_ordered(key: int, specs: Sequence[str]) -> bool:
    """Whether these renditions of an image were asked for a short while ago: then there is no need to look for them."""
    return bool(cache.get(_name(key, specs)))


def order_renditions(key: int, specs: Sequence[str]) -> None:
    """Have the worker make these renditions of an image, unless they were asked for a short while ago."""
    if cache.add(_name(key, specs), True, ASK_AGAIN):
        transaction.on_commit(lambda: make_renditions.enqueue(key, list(specs)))


def _name(key: int, specs: Sequence[str]) -> str:
    return f"renditions:{key}:{'/'.join(specs)}".replace("|", "-")


@task(backend="db")
def make_renditions(key: int, specs: list[str]) -> None:
    """Make what is missing. An image that is gone, or may not be shown, needs none."""
    image = PortalImage.objects.filter(pk=key).first()
    if image is None or not image.is_publishable:
        return
    try:
        image.get_renditions(*specs)
    except (SourceImageIOError, OSError):
        return  # its file is lost; pages show a drawing
    cache.delete(_name(key, specs))
