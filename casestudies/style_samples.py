"""The archive's own sample for the style page: one case on a page of text."""

from collections.abc import Iterator

from casestudies.models import CaseStudyPage
from casestudies.selectors import latest_cases
from portal.core.styles.samples import Component, Sample, both


def newest_case() -> CaseStudyPage | None:
    """The newest published case of the active language, or None."""
    return next(iter(latest_cases(1)), None)


def components() -> Iterator[Component]:
    yield Component(
        "blocks/case_teaser",
        both("文章の中で事例を1つ紹介します。", "One case study inside a page of text."),
        (
            Sample(
                both("新しい事例（なければ空）", "The newest case, if there is one"), {"value": {"case": newest_case}}
            ),
            Sample(both("事例なし", "Empty"), {"value": {"case": None}}),
        ),
    )
