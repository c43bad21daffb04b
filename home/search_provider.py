"""Questions and answers in the site search: they are no pages, so they are found here and shown where they stand."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.models import FaqEntry, FaqPage
from portal.core.search.registry import SearchHit
from portal.core.search.selectors import ranked
from portal.core.suggesting.registry import Suggestion
from portal.core.suggesting.titles import titles_changed

MAX_HITS = 50
TYPE = "faq"
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
            url=_address(page, entry.pk),
            kind=_("Question and answer"),
            text=entry.answer_text,
            score=getattr(entry, _SCORE),
            trail=(page.title,),
            type=TYPE,
        )
        for entry in entries
    ]


def faq_titles(language: str) -> Iterator[Suggestion]:
    """The live questions of a language with the addresses where they stand, for the memory of titles."""
    page = FaqPage.objects.live().public().filter(locale__language_code=language).first()
    if page is not None:
        entries = FaqEntry.objects.published_in(page.locale).values_list("pk", "question")
        yield from (Suggestion(question, _("Question and answer"), _address(page, pk)) for pk, question in entries)


def on_question_changed(sender: Any, **kwargs: Any) -> None:
    """Receiver of signals: a question was saved or deleted."""
    titles_changed()


def _address(page: FaqPage, pk: int) -> str:
    return f"{page.url}#faq-{pk}"
