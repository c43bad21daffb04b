"""Every case of the demo fits on one page of A4 in both languages."""

import pytest

from casestudies.models import CaseStudyPage
from casestudies.printing.documents import case_html
from tests.pdf import needs_pdf, pages_of


@needs_pdf
@pytest.mark.once
@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_case_is_one_page(language):
    cases = CaseStudyPage.objects.live().filter(locale__language_code=language)
    assert len(cases) >= 22
    pages = {case.slug: pages_of(case_html(str(case.pk))) for case in cases}
    assert {slug: number for slug, number in pages.items() if number != 1} == {}
