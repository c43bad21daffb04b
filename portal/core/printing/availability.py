"""Whether this machine can make PDFs, and what it lacks: the package, the libraries of the system, a Japanese font."""

import ctypes
import importlib.util
from dataclasses import dataclass
from functools import lru_cache

# Of each library one of these names must load; they are those WeasyPrint itself tries.
_PANGO = (
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
)
_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")


@dataclass(frozen=True)
class Lack:
    """Something that is missing: a code, a sentence that says what, and one that says what to do."""

    code: str
    message: str
    hint: str


PACKAGE = Lack(
    "package",
    "WeasyPrint is not installed: pages can be printed, but no PDF is offered.",
    "Install the extra “pdf”, for example with pip install 'concierge-portal[pdf]'.",
)
LIBRARIES = Lack(
    "libraries",
    "WeasyPrint is installed, but Pango cannot be loaded: no PDF is offered.",
    "On Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.",
)
FONT = Lack(
    "font",
    "There is no Japanese font, so a PDF would have empty boxes for its words: no PDF is offered.",
    "On Debian and Ubuntu: apt install fonts-noto-cjk.",
)


def probe() -> Lack | None:
    """The first thing this machine lacks to make PDFs, None when nothing. WeasyPrint itself is not imported.

    Importing it takes half a second, and this is asked by every command and by the first page a process shows.
    """
    if importlib.util.find_spec("weasyprint") is None:
        return PACKAGE
    if not all(_load(names) for names in _PANGO):
        return LIBRARIES
    fontconfig = _load(_FONTCONFIG)
    if fontconfig is None:
        return LIBRARIES
    return None if _has_japanese_font(fontconfig) else FONT


@lru_cache(maxsize=1)
def lack() -> Lack | None:
    """`probe`, asked once in the life of a process."""
    return probe()


def is_available() -> bool:
    """Whether PDFs can be offered."""
    return lack() is None


def _load(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None


class _FontSet(ctypes.Structure):
    _fields_ = [("number", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p)]


def _has_japanese_font(fontconfig: ctypes.CDLL) -> bool:
    """Whether fontconfig knows a font for the Japanese language."""
    fontconfig.FcNameParse.restype = ctypes.c_void_p
    fontconfig.FcObjectSetCreate.restype = ctypes.c_void_p
    fontconfig.FcFontList.restype = ctypes.POINTER(_FontSet)
    pattern = ctypes.c_void_p(fontconfig.FcNameParse(b":lang=ja"))
    objects = ctypes.c_void_p(fontconfig.FcObjectSetCreate())
    fontconfig.FcObjectSetAdd(objects, b"family")
    found = fontconfig.FcFontList(None, pattern, objects)
    number = found.contents.number if found else 0
    if found:
        fontconfig.FcFontSetDestroy(found)
    fontconfig.FcObjectSetDestroy(objects)
    fontconfig.FcPatternDestroy(pattern)
    return bool(number)
