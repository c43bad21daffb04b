"""Pictures for a page: the photograph when it may be shown, otherwise one of the portal's own drawings."""

from collections.abc import Collection
from typing import Any

from django.db.models import Prefetch
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.images.models import Filter, Picture, SourceImageIOError

from .media.models import PortalImage

# The drawings stand in 4:3. The theme decides, then the exchange type.
DRAWING_SIZE = (320, 240)
DEFAULT_DRAWING = "pic-online"
DEFAULT_SPEC = "fill-640x480"
THEME_DRAWINGS = {
    "food": "pic-lunch",
    "seasons": "pic-cards",
    "traditional_culture": "pic-dance",
    "music_dance": "pic-dance",
    "play_sports": "pic-dance",
    "pop_culture": "pic-dance",
    "sdgs": "pic-sea",
    "community": "pic-sea",
    "disaster": "pic-sea",
}
TYPE_DRAWINGS = {
    "live_online": "pic-online",
    "letter_card": "pic-cards",
    "video_mail": "pic-cards",
    "artwork": "pic-cards",
    "joint_project": "pic-sea",
    "embassy": "pic-dance",
    "guests_in_japan": "pic-dance",
    "inbound_visit": "pic-dance",
    "outbound_visit": "pic-sea",
    "sister_school": "pic-online",
    "programme": "pic-online",
}


def drawing_for(themes: Collection[str] = (), exchange_types: Collection[str] = ()) -> str:
    """The name of the drawing that suits the first theme known, else the first exchange type known."""
    for codes, drawings in ((themes, THEME_DRAWINGS), (exchange_types, TYPE_DRAWINGS)):
        for code in codes:
            if code in drawings:
                return drawings[code]
    return DEFAULT_DRAWING


def drawing(name: str, css: str = "", alt: str = "", lazy: bool = True) -> SafeString:
    """An `<img>` of one of the portal's drawings, by its name without folder and ending."""
    width, height = DRAWING_SIZE
    attributes = {"src": static(f"img/{name}.svg"), "width": width, "height": height, "alt": alt}
    return format_html("<img{}>", flatatt({**attributes, **_common(css, lazy)}))


def picture_specs(spec: str = DEFAULT_SPEC) -> list[str]:
    """The renditions `picture` needs for a spec: what to prefetch in lists and to make beforehand.

    No AVIF: encoding it takes a second a picture, and WebP is as small for the flat inks of drawings.
    """
    return list(Filter.expand_spec(f"{spec}|format-{{webp,jpeg}}"))


def picture_prefetch(field: str = "cover", spec: str = DEFAULT_SPEC) -> Prefetch[Any]:
    """For `prefetch_related` of a list: the images behind a foreign key with their renditions, in two queries."""
    return Prefetch(field, queryset=PortalImage.objects.prefetch_renditions(*picture_specs(spec)))


def picture(
    image: Any,
    fallback: str = DEFAULT_DRAWING,
    spec: str = DEFAULT_SPEC,
    css: str = "",
    alt: str | None = None,
    lazy: bool = True,
) -> SafeString:
    """A `<picture>` with WebP and JPEG renditions of an image that may be shown, else the fallback drawing.

    `spec` is Wagtail's filter (several widths in braces: `fill-{320x240,640x480}`); `alt` replaces the image's own
    text alternative in the active language. Falls back for None, for an image without consent and for one whose file
    is lost, so that no page shows a broken picture.
    """
    if not image or not image.is_publishable:
        return drawing(fallback, css, "", lazy)
    text = image.alt if alt is None else alt
    try:
        renditions = image.get_renditions(*picture_specs(spec))
    except (SourceImageIOError, OSError):
        return drawing(fallback, css, "", lazy)
    return Picture(renditions, {"alt": text, **_common(css, lazy)}).__html__()


def image_address(image: Any, spec: str = DEFAULT_SPEC) -> str:
    """The address of the JPEG that `picture` shows to old browsers; empty where no image may be shown."""
    if not image or not image.is_publishable:
        return ""
    try:
        return str(image.get_renditions(*picture_specs(spec))[picture_specs(spec)[-1]].url)
    except (SourceImageIOError, OSError):
        return ""


def _common(css: str, lazy: bool) -> dict[str, str]:
    attributes = {"class": css} if css else {}
    return {**attributes, "loading": "lazy", "decoding": "async"} if lazy else attributes
