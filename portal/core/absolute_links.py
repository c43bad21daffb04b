"""HTML that leaves the site: in print, in feeds and in mails every address has to name its host."""

import re

# Only what templates have written: in text a quotation mark is an entity.
_LINK = re.compile(r'(\shref=")(?=/(?!/))')
_SOURCE = re.compile(r'(\ssrc=")(?=/(?!/))')


def with_absolute_links(html: str, base: str, *, pictures: bool = True) -> str:
    """The same HTML with the paths of links under `base`, such as `https://portal.example.jp`.

    Those of pictures, too, unless they are read from the storage as a PDF does. Addresses with a host, and those of
    places on the same page (`#part`), stay as they are.
    """
    with_host = rf"\g<1>{base.rstrip('/')}"
    linked = _LINK.sub(with_host, html)
    return _SOURCE.sub(with_host, linked) if pictures else linked
