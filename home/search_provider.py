"""Questions and answers in the site search: they are no pages, so they are found here and shown where they stand."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.models import FaqEntry, FaqPage
from portal.core.search.registry import SearchHit
from portal.core.search.selectors import ranked

MAX_HITS = 10
_SCORE = "search_score"


def faq_hits(query: str, locale: Locale) -> Iterable[SearchHit]:
    """The best live questions of a language that fit the query; none where the language has no page to show them."""
    page = FaqPage.objects.live().public().filter(locale=locale).first()
    if page is None:
        return []
    entries = ranked(FaqEntry.objects.filter(locale=locale, live=True), query).annotate_score(_SCORE)[:MAX_HITS]
    return [
        SearchHit(
            title=entry.question,
            url=f"{page.url}#faq-{entry.pk}",
            kind=_("Question and answer"),
            text=entry.answer_text,
            score=getattr(entry, _SCORE),
            trail=(page.title,),
        )
        for entry in entries
    ]
