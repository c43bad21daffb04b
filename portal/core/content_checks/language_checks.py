"""A page exists in both languages."""

from collections.abc import Iterator

from django.conf import settings

from .findings import Finding
from .subjects import Subject
from .vocabulary import Problem


def translations(subject: Subject) -> Iterator[Finding]:
    """The page is published in every other language of the site, unless it is made for one only."""
    if not getattr(subject.page, "is_translated", True):
        return
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    missing = [names.get(code, code) for code in subject.known.languages_missing(subject.page)]
    if missing:
        yield Finding(Problem.NOT_TRANSLATED, (), {"languages": ", ".join(missing)})
