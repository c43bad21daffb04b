"""Where pictures are used, as Wagtail's index of references knows it."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from .models import PortalImage


def images_in_use(keys: Collection[int]) -> set[int]:
    """Those of these images (primary keys) that a live page shows, or anything that is no page. Two queries."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(PortalImage), to_object_id__in=[str(key) for key in keys]
    ).values_list("to_object_id", "base_content_type", "object_id")
    of_pages = ContentType.objects.get_for_model(Page).pk
    rows = list(references)
    pages = {int(source) for _image, kind, source in rows if kind == of_pages}
    live = set(Page.objects.live().filter(pk__in=pages).values_list("pk", flat=True))
    return {int(image) for image, kind, source in rows if kind != of_pages or int(source) in live}
