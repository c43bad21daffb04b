"""Pictures without what a camera or a program writes into them: place, time, owner, comments, earlier versions."""

import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, ImageSequence, UnidentifiedImageError

# All else that a file brings along is left behind: only these say how the pixels are to be shown.
_KEPT = frozenset({"icc_profile", "transparency", "duration", "loop", "background", "disposal", "blend"})
# A PNG that has nothing but these is kept as it is, to the byte.
_HARMLESS_PNG = _KEPT | {"gamma", "srgb", "dpi", "interlace", "chromaticity", "aspect"}
_PNG_END = b"IEND\xaeB`\x82"
_QUALITY = {"JPEG": 95, "WEBP": 92, "AVIF": 90}
_UPRIGHT = 1
_ORIENTATION = 0x0112


def cleaned(data: bytes) -> bytes:
    """The same picture, upright, without any metadata but its colour profile.

    A JPEG that stands upright keeps its tables, so that it loses next to nothing. Raises `ValidationError` for what
    cannot be read as a picture: nothing is stored that could not be looked into.
    """
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            if _is_clean_png(picture, data):
                return data
            return _written_anew(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise ValidationError(_("This picture cannot be read. Please save it anew and try again.")) from problem


def _is_clean_png(picture: Image.Image, data: bytes) -> bool:
    return picture.format == "PNG" and data.endswith(_PNG_END) and set(picture.info) <= _HARMLESS_PNG


def _written_anew(picture: Image.Image) -> bytes:
    kind = "JPEG" if picture.format == "MPO" else str(picture.format)
    if getattr(picture, "n_frames", 1) > 1 and kind in {"GIF", "WEBP", "PNG", "AVIF"}:
        return _animation(picture, kind)
    upright = picture.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    options: dict[str, object] = {"quality": _QUALITY[kind]} if kind in _QUALITY else {"optimize": True}
    if picture.format == "JPEG" and upright and picture.mode != "CMYK":
        options["quality"] = "keep"
        bare = picture
    else:
        bare = _for_the_screen(picture if upright else ImageOps.exif_transpose(picture))
    return _saved(bare, kind, options)


def _for_the_screen(picture: Image.Image) -> Image.Image:
    """Inks for print become colours of a screen, by their profile where there is one."""
    if picture.mode != "CMYK":
        return picture
    profile = picture.info.get("icc_profile")
    try:
        inks = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, inks, target, outputMode="RGB") if inks else None
    except (ImageCms.PyCMSError, OSError):
        converted = None  # a broken profile says nothing
    picture = converted or picture.convert("RGB")
    picture.info.pop("icc_profile", None)
    return picture


def _animation(picture: Image.Image, kind: str) -> bytes:
    frames = [frame.copy() for frame in ImageSequence.Iterator(picture)]
    durations = [frame.info.get("duration", 100) for frame in frames]
    for frame in frames:
        _forget(frame)
    options = {
        "save_all": True,
        "append_images": frames[1:],
        "duration": durations,
        "loop": picture.info.get("loop", 0),
    }
    return _saved(frames[0], kind, {**options, **({"quality": _QUALITY[kind]} if kind in _QUALITY else {})})


def _saved(picture: Image.Image, kind: str, options: dict[str, object]) -> bytes:
    _forget(picture)
    profile = picture.info.get("icc_profile")
    stream = io.BytesIO()
    if profile:
        options = {**options, "icc_profile": profile}
    if kind == "JPEG":
        options = {**options, "progressive": True}
    picture.save(stream, kind, **options)
    return stream.getvalue()


def _forget(picture: Image.Image) -> None:
    picture.info = {name: value for name, value in picture.info.items() if name in _KEPT}
    # Some formats write what was read from the file without being asked.
    picture.getexif().clear()
