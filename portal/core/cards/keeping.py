"""Cards in the default storage: drawn when first asked for, kept until the page has another one or is gone."""

import logging
from collections import defaultdict

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.models import Page

from .drawing import Words, png
from .facts import digest_of
from .fonts import font_file

logger = logging.getLogger("portal.cards")
FOLDER = "cards"


def obtain(pk: int, words: Words) -> bytes | None:
    """The PNG of a page's card, from the store or drawn now; None without a font.

    A store that fails is written down, and the card is given all the same.
    """
    name = f"{FOLDER}/{pk}-{digest_of(words)}.png"
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        pass
    except OSError:
        logger.exception("The card %s cannot be read", name)
    font = font_file()
    if font is None:
        return None
    content = png(words, font)
    try:
        # Who draws the same at the same time has the same picture: a second copy is cleared away at night.
        default_storage.save(name, ContentFile(content))
    except OSError:
        logger.exception("The card %s cannot be kept", name)
    return content


def forget_old() -> int:
    """Delete all but the newest card of each page, and those of pages that are not published; how many."""
    try:
        _folders, names = default_storage.listdir(FOLDER)
    except FileNotFoundError:
        return 0
    of_page: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        of_page[name.partition("-")[0]].append(f"{FOLDER}/{name}")
    live = set(map(str, Page.objects.live().public().values_list("pk", flat=True)))
    old = []
    for pk, files in of_page.items():
        by_age = sorted(files, key=default_storage.get_modified_time)
        old += by_age[:-1] if pk in live else by_age
    for name in old:
        default_storage.delete(name)
    return len(old)
