"""All checks together, on one page or on many."""

from collections.abc import Sequence

from wagtail.models import Page

from . import heading_checks, language_checks, link_checks, media_checks, text_checks
from .contents import pieces_of
from .findings import Finding
from .known import look_up
from .subjects import Check, Subject

CHECKS: tuple[Check, ...] = (
    media_checks.text_alternatives,
    media_checks.consents,
    link_checks.link_texts,
    link_checks.link_targets,
    link_checks.chosen_pages,
    link_checks.addresses,
    heading_checks.headings,
    heading_checks.bold_lines,
    text_checks.dates,
    text_checks.digit_widths,
    text_checks.special_signs,
    language_checks.translations,
)


def check_pages(pages: Sequence[Page]) -> list[list[Finding]]:
    """The findings of each of these specific pages, as they stand in memory; errors first. Five queries for all."""
    pieces = [pieces_of(page) for page in pages]
    known = look_up(pages, (piece for of_page in pieces for piece in of_page))
    subjects = [
        Subject(page, of_page, known, known.language_of(page)) for page, of_page in zip(pages, pieces, strict=True)
    ]
    return [_findings(subject) for subject in subjects]


def check_page(page: Page) -> list[Finding]:
    """The findings of one specific page, saved or not."""
    return check_pages([page])[0]


def errors_of(page: Page) -> list[Finding]:
    """What keeps the page from being published."""
    return [finding for finding in check_page(page) if finding.is_error]


def _findings(subject: Subject) -> list[Finding]:
    """Each finding once: a link that stands twice in a text is told once."""
    found: list[Finding] = []
    for check in CHECKS:
        found += (finding for finding in check(subject) if finding not in found)
    return sorted(found, key=lambda finding: not finding.is_error)
