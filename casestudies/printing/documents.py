"""A case as a printable thing: what its page is written with, and what the PDF service has to know of it."""

from typing import Any

from django.utils.translation import gettext as _

from casestudies.models import CaseStudyPage
from portal.core.dates import short_fiscal_year
from portal.core.pictures import picture_prefetch
from portal.core.printing.availability import is_available
from portal.core.printing.frame import print_html, public_address
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.rendering import content_hash

from .sheets import PICTURE_SPEC, case_sheet

CASE = "casestudies.case"
TEMPLATE = "casestudies/print/case.html"


def series_label(year: int) -> str:
    """The name of the collection of a fiscal year: 「国際交流事例集　令和7年度」."""
    return _("Case studies of international exchange, %(year)s") % {"year": short_fiscal_year(year)}


def case_context(case: CaseStudyPage) -> dict[str, Any]:
    """What the printed page of a case is written with, on the screen and for the PDF."""
    url = case.get_url() or ""
    return {
        "page": case,
        "sheet": case_sheet(case),
        "series": series_label(case.fiscal_year),
        "canonical": public_address(url),
        "written_at": case.last_published_at,
        "pdf_url": f"{url}case.pdf" if is_available() else "",
    }


def case_html(reference: str) -> str:
    """The HTML of the PDF of a case, by its primary key. Raises `NothingToPrintError` for a case that is not public."""
    cases = CaseStudyPage.objects.live().select_related("locale")
    case = cases.prefetch_related(picture_prefetch(spec=PICTURE_SPEC)).filter(pk=int(reference)).first()
    if case is None:
        raise NothingToPrintError(reference)
    return _html(case)


def _html(case: CaseStudyPage) -> str:
    language = case.locale.language_code
    return print_html(TEMPLATE, language, lambda: {**case_context(case), "pdf_url": ""})


def case_printable(case: CaseStudyPage) -> Printable:
    """The PDF of a live case. Its stamp is made from the page itself, so that it is new whenever that is."""
    language = case.locale.language_code
    return Printable(
        kind=CASE,
        reference=str(case.pk),
        stamp=content_hash(_html(case)),
        filename=f"{case.slug}-{language}.pdf",
        title=case.title,
        page_url=f"{case.get_url()}print/",
    )


KINDS = (PrintKind(CASE, case_html),)
