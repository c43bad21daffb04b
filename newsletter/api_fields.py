"""The body of an issue in the API: its blocks as they are stored, and the pages they show as everybody may see them."""

from typing import Any

from rest_framework.fields import Field

from newsletter.blocks import CHOSEN_PAGES
from newsletter.parts import Part
from portal.core.notices import Notice


class PartsField(Field):
    """Reads an issue. In place of the key of a page stand its title, address and facts; a page that is not public, and
    the block that shows it, are left out.
    """

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, issue: Any) -> list[dict[str, Any]]:
        request = self.context.get("request")
        return [_block(part, request, self.context) for part in issue.parts]


def _block(part: Part, request: Any, context: Any) -> dict[str, Any]:
    child = part.block
    value = child.block.get_api_representation(child.value, context=context)
    if part.notice is not None:
        value[CHOSEN_PAGES[part.kind]] = _page(part.notice, request)
    return {"type": part.kind, "value": value, "id": child.id}


def _page(notice: Notice, request: Any) -> dict[str, Any]:
    return {
        "title": notice.title,
        "html_url": request.build_absolute_uri(notice.url) if request else notice.url,
        "locale": notice.language,
        "summary": notice.summary,
        "status": notice.status,
        "facts": [{"label": label, "value": value} for label, value in notice.facts],
    }
