"""What the page of questions and answers shows: all by category, or those that fit a few words."""

from typing import Any

from django.http import HttpRequest
from wagtail.rich_text import expand_db_html

from home.models import FaqCategory, FaqEntry, FaqPage
from portal.core.search.forms import SearchForm
from portal.core.search.selectors import ranked
from portal.core.structured import json_ld

MOST_FOUND = 30


def questions_context(request: HttpRequest, page: FaqPage) -> dict[str, Any]:
    """The context of the page, by `?q=`. Words that cannot be searched find nothing."""
    form = SearchForm({"q": request.GET.get("q", "")})
    query = form.cleaned_data["q"] if form.is_valid() else ""
    if query:
        entries = FaqEntry.objects.filter(locale=page.locale, live=True)
        return {"query": query, "found": list(ranked(entries, query)[:MOST_FOUND])}
    groups: dict[str, list[FaqEntry]] = {}
    for entry in FaqEntry.objects.published_in(page.locale):
        groups.setdefault(entry.category, []).append(entry)
    all_entries = [entry for entries in groups.values() for entry in entries]
    return {
        "groups": [(FaqCategory(code), entries) for code, entries in groups.items()],
        "structured_data": _structured(page, all_entries) if all_entries else "",
    }


def _structured(page: FaqPage, entries: list[FaqEntry]) -> str:
    questions = [
        {
            "@type": "Question",
            "name": entry.question,
            "acceptedAnswer": {"@type": "Answer", "text": expand_db_html(entry.answer)},
        }
        for entry in entries
    ]
    return json_ld({"@type": "FAQPage", "inLanguage": page.locale.language_code, "mainEntity": questions})
