"""The few signs the content files use for rich text, turned into what Wagtail stores.

Paragraphs are divided by empty lines; `- ` and `1. ` begin list items, `### ` a heading; `**bold**`; `[text](/path/)`
links a page of the site by its Japanese address; 「学校（がっこう）」 has a reading.
"""

import re
from collections.abc import Callable
from html import escape

from django.utils.safestring import SafeString

from portal.core.readings import ruby

_LINK = re.compile(r"\[([^\]]+)\]\((/[^)]*)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITEM = {"ul": re.compile(r"- +"), "ol": re.compile(r"\d+\. +")}

PageId = Callable[[str], int]


def rich_text(text: str, page_id: PageId) -> str:
    """Wagtail's rich text of a text; `page_id` gives the primary key of the page at an address such as `/faq/`."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    return "".join(_block(part, page_id) for part in parts if part)


def _block(part: str, page_id: PageId) -> str:
    lines = [line.strip() for line in part.splitlines()]
    if part.startswith("### "):
        return f"<h3>{_inline(part[4:], page_id)}</h3>"
    for tag, sign in _ITEM.items():
        if all(sign.match(line) for line in lines):
            items = "".join(f"<li>{_inline(sign.sub('', line, count=1), page_id)}</li>" for line in lines)
            return f"<{tag}>{items}</{tag}>"
    return f"<p>{_inline(' '.join(lines), page_id)}</p>"


def _inline(text: str, page_id: PageId) -> str:
    linked = _LINK.sub(
        lambda found: f'<a id="{page_id(found[2])}" linktype="page">{found[1]}</a>', escape(text, quote=False)
    )
    return ruby(SafeString(_BOLD.sub(r"<b>\1</b>", linked)))
