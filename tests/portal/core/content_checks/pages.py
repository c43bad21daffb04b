"""Pages with contents to be checked."""

import json
from typing import Any

from home.models import StandardPage
from portal.core.content_checks.checking import check_page
from portal.core.content_checks.findings import Finding
from tests.factories.public_site import japanese_home, translated


def text_block(html: str = "<p>本文です。</p>", heading: str = "見出し") -> dict[str, Any]:
    return {"type": "text", "value": {"heading": heading, "text": html}}


def make_page(*blocks: dict[str, Any], slug: str = "guide", is_translated: bool = True, **fields: Any) -> StandardPage:
    """A published standard page with these blocks, in both languages unless said otherwise."""
    values = {"title": "ご案内", "slug": slug, "body": json.dumps(list(blocks)), **fields}
    page = japanese_home().add_child(instance=StandardPage(**values))
    if is_translated:
        translated(page, body=json.dumps([]))
    return page


def found_in(*blocks: dict[str, Any], **fields: Any) -> list[Finding]:
    """The findings on a page with these blocks."""
    return check_page(make_page(*blocks, **fields))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.problem.value for finding in findings]
