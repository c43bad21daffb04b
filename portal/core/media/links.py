"""Links to files in rich text: 「実施要項（PDF：1.2MB）」, so that nobody loads a file unawares.

Wagtail lets a link type write the opening tag only. Ours leaves type and size in it, and `told` moves them behind the
name when the text is shown.
"""

import re
from html import escape, unescape
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import pgettext
from wagtail.documents.rich_text import DocumentLinkHandler

from portal.core.dates import in_japanese

from .models import PortalDocument

_MARKED = re.compile(r'<a (href="[^"]*") data-file="([^"]*)">(.*?)</a>', re.DOTALL)
_PART_OF_KB = re.compile(r"\.\d(?= KB)")
_SIZE = re.compile(r"\d\s?(?:[KMG]B|bytes)", re.IGNORECASE)


class MeasuredDocumentLinks(DocumentLinkHandler):
    """A link to a file that everybody may have; the words stay without a link where nobody may, or it is gone."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [_opening(document) for document in cls.get_many(attrs_list)]


def told(html: str) -> str:
    """Rich text as it is shown: type and size stand behind the name of each file, unless the editor wrote a size."""
    return _MARKED.sub(_named, html) if "data-file=" in html else html


def type_and_size(document: PortalDocument) -> str:
    """「（PDF：1.2MB）」 or “ (PDF, 1.2 MB)”, in the active language; empty where the file tells neither."""
    kind = document.file_extension.upper()
    if not document.file_size:
        return f" ({kind})" if kind else ""
    words = {"type": kind, "size": size_in_words(document.file_size)}
    return pgettext("behind the name of a file", " (%(type)s, %(size)s)") % words


def size_in_words(size: int) -> str:
    """1.2MB in Japanese, 1.2 MB in English; whole kilobytes, because nobody asks for their parts."""
    words = _PART_OF_KB.sub("", filesizeformat(size).replace("\xa0", " "))
    return words.replace(" ", "") if in_japanese() else words


def _opening(document: PortalDocument | None) -> str:
    if document is None or not document.is_publishable:
        return "<a>"
    return f'<a href="{escape(document.url)}" data-file="{escape(type_and_size(document))}">'


def _named(link: re.Match[str]) -> str:
    address, facts, name = link.groups()
    has_size = _SIZE.search(unescape(name))
    return f"<a {address}>{name}{'' if has_size else facts}</a>"
