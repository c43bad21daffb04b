"""The story of a case study as plain data: rich text as HTML, rows as lists, files and pictures only when public."""

from typing import Any

from django.http import HttpRequest
from wagtail.rich_text import expand_db_html

from casestudies.models import CaseStudyPage


def case_texts(case: CaseStudyPage, request: HttpRequest) -> dict[str, Any]:
    """All texts and rows of a case by field name; addresses stand under the host that was asked."""
    texts: dict[str, Any] = {name: expand_db_html(getattr(case, name)) for name in CaseStudyPage.story_fields}
    texts["timetable"] = [dict(row.value) for row in case.timetable]
    texts["voices"] = [dict(row.value) for row in case.voices]
    texts["photographs"] = [
        shown for row in case.photographs if (shown := row.block.get_api_representation(row.value))["image"]
    ]
    texts["attachments"] = [
        {**shown, "url": request.build_absolute_uri(shown["url"])}
        for row in case.attachments
        if (shown := row.block.get_api_representation(row.value))
    ]
    texts["programme_name"] = case.programme_name
    return texts
