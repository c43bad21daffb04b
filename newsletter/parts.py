"""An issue in its parts: each block with its anchor, its heading, and the notice of the page that it shows.

Web page, print, feed, mail and API are all written from these, so that they hold the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from newsletter.blocks import CHOSEN_PAGES
from portal.core.notices import Notice, notices_of


@dataclass(frozen=True)
class Part:
    """One block.

    `kind` is its type, such as `event_notice`; `heading` stands over it (or empty), `title` is its line in the table of
    contents (or empty). `raw` is what is stored; `block` and `value` are made of it when they are asked for.
    """

    body: StreamValue
    place: int
    kind: str
    anchor: str
    raw: Any
    heading: str = ""
    title: str = ""
    notice: Notice | None = None

    @property
    def block(self) -> Any:
        """The block as `{% include_block %}` takes it."""
        return self.body[self.place]

    @property
    def value(self) -> Any:
        return self.block.value

    @property
    def is_missing(self) -> bool:
        """Whether it should show a page that is not public, or not there at all."""
        return self.kind in CHOSEN_PAGES and self.notice is None


def parts_of(body: StreamValue, locale: Locale) -> list[Part]:
    """The parts of a body in its order, those that are missing among them; the pages are told in that language.

    As many queries as `notices_of`, none for a body that shows no other page.
    """
    return _parts(body, notices_of(chosen_keys(body), locale))


def give_parts(issues: Iterable[Any]) -> list[Any]:
    """The same issues of one language, their parts read together: as many queries as for one."""
    found = list(issues)
    if found:
        notices = notices_of((key for issue in found for key in chosen_keys(issue.body)), found[0].locale)
        for issue in found:
            issue.all_parts = _parts(issue.body, notices)
    return found


def chosen_keys(body: StreamValue) -> list[int]:
    """The primary keys of the pages that a body shows, as they were chosen."""
    chosen = ((block["type"], block["value"]) for block in body.raw_data)
    keys = (value.get(CHOSEN_PAGES[kind]) for kind, value in chosen if kind in CHOSEN_PAGES)
    return [int(key) for key in keys if key]


def _parts(body: StreamValue, notices: Mapping[int, Notice]) -> list[Part]:
    return [_part(body, place, block, notices) for place, block in enumerate(body.raw_data)]


def _part(body: StreamValue, place: int, block: Any, notices: Mapping[int, Notice]) -> Part:
    kind, raw = block["type"], block["value"]
    fields = raw if isinstance(raw, dict) else {}
    key = fields.get(CHOSEN_PAGES[kind]) if kind in CHOSEN_PAGES else None
    notice = notices.get(int(key)) if key else None
    heading = fields.get("heading") or ""
    if kind == "case_teaser":
        title = _case_title(heading, notice)
    else:
        heading = heading or (notice.title if notice else "")
        # A note belongs to what stands before it.
        title = "" if kind == "note" else heading
    return Part(body, place, kind, f"b-{block['id']}", raw, heading, title, notice)


def _case_title(heading: str, notice: Notice | None) -> str:
    """Of the cases under one heading the first stands in the contents: 「事例から：給食を紹介し合った45分」."""
    if not heading or notice is None:
        return heading
    return pgettext("line of the contents", "%(heading)s: %(title)s") % {"heading": heading, "title": notice.title}
