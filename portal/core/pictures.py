"""Pictures for a page: the photograph when it may be shown, otherwise one of the portal's own drawings."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from django.db.models import Prefetch
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from PIL import features
from wagtail.images.models import Filter, SourceImageIOError

from .media.making import is_ordered, order_renditions
from .media.models import PortalImage

# The drawings stand in 4:3. The theme decides, then the exchange type.
DRAWING_SIZE = (320, 240)
DEFAULT_DRAWING = "pic-online"
DEFAULT_SPEC = "fill-640x480"
# How wide a picture of that spec stands on a page, as the style sheets lay it out. Screens of double density take twice
# as many pixels.
SIZES = {
    "fill-640x480": "(min-width: 40rem) 20rem, 92vw",
    "max-800x600": "(min-width: 40rem) 20rem, 92vw",
    "max-1120x840": "(min-width: 40rem) 41rem, 92vw",
}
ANY_WIDTH = "100vw"
_ONE_SIZE = re.compile(r"(\w+)-(\d+)x(\d+)")
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
    """The renditions `picture` needs for a spec, the JPEG last: what to prefetch in lists and to make beforehand."""
    return [*avif_specs(spec), *prompt_specs(spec)]


def avif_specs(spec: str = DEFAULT_SPEC) -> list[str]:
    """The renditions in AVIF, which the worker makes: encoding one takes up to half a second."""
    return list(Filter.expand_spec([_ladder(spec), "format-avif"])) if writes_avif() else []


def prompt_specs(spec: str = DEFAULT_SPEC) -> list[str]:
    """The renditions that are made when a page first shows a picture: WebP in each width, and one JPEG."""
    largest = Filter.expand_spec([_ladder(spec)])[-1]
    return [*Filter.expand_spec([_ladder(spec), "format-webp"]), f"{largest}|format-jpeg"]


@cache
def writes_avif() -> bool:
    """Whether this Pillow was built with AVIF; without it pages have WebP and JPEG."""
    return bool(features.check("avif"))


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
    sizes: str = "",
) -> SafeString:
    """A `<picture>` with AVIF, WebP and JPEG renditions of an image that may be shown, else the fallback drawing.

    `spec` is Wagtail's filter for the largest rendition (or several in braces: `fill-{320x240,640x480}`), `sizes` how
    wide the picture stands on the page where `SIZES` does not say it; `alt` replaces the image's own text alternative
    in the active language. Falls back for None, for an image without consent and for one whose file is lost, so that
    no page shows a broken picture.
    """
    if not image or not image.is_publishable:
        return drawing(fallback, css, "", lazy)
    try:
        found = _renditions(image, spec)
    except (SourceImageIOError, OSError):
        return drawing(fallback, css, "", lazy)
    rows = [*avif_specs(spec), *prompt_specs(spec)]
    jpeg = found[rows[-1]]
    sources = format_html_join(
        "",
        '<source type="image/{}" srcset="{}" sizes="{}">',
        (
            (kind, srcset, sizes or SIZES.get(spec, ANY_WIDTH))
            for kind in ("avif", "webp")
            if (srcset := _srcset([found[one] for one in rows if one in found and one.endswith(f"-{kind}")]))
        ),
    )
    size = {"src": jpeg.url, "width": jpeg.width, "height": jpeg.height}
    attributes = {**size, "alt": image.alt if alt is None else alt, **_common(css, lazy)}
    return format_html("<picture>{}<img{}></picture>", sources, flatatt(attributes))


def _renditions(image: Any, spec: str) -> dict[str, Any]:
    """What there is, by spec. WebP and JPEG are made where they are missing; AVIF is asked of the worker, once."""
    later, prompt = avif_specs(spec), prompt_specs(spec)
    if is_ordered(image.pk, later):
        later = []
    there = image.find_existing_renditions(*(Filter(one) for one in (*later, *prompt)))
    found = {each.spec: rendition for each, rendition in there.items()}
    missing = [one for one in prompt if one not in found]
    if missing:
        found |= image.get_renditions(*missing)
    if any(one not in found for one in later):
        order_renditions(image.pk, later)
    return found


def _srcset(renditions: list[Any]) -> str:
    """Addresses with their widths, each width once: a small original gives the same size for two of them."""
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))


@cache
def _ladder(spec: str) -> str:
    """The operation with a width of half the size beside the whole: `fill-{320x240,640x480}` for `fill-640x480`."""
    found = _ONE_SIZE.fullmatch(spec)
    if not found:
        return spec
    operation, width, height = found[1], int(found[2]), int(found[3])
    return f"{operation}-{{{width // 2}x{height // 2},{width}x{height}}}"


def _common(css: str, lazy: bool) -> dict[str, str]:
    attributes = {"class": css} if css else {}
    return {**attributes, "loading": "lazy", "decoding": "async"} if lazy else attributes
