"""An issue as a printable thing: what its sheets are written with, and what the PDF service has to know of it."""

from typing import Any

from django.utils.translation import gettext as _

from newsletter.models import IssuePage
from portal.core.navigation import home_url
from portal.core.pictures import picture_prefetch
from portal.core.printing.availability import is_available
from portal.core.printing.frame import print_html, public_address
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.qr_code import qr_code
from portal.core.printing.rendering import content_hash
from portal.core.printing.services.keeping import size_of

ISSUE = "newsletter.issue"
TEMPLATE = "newsletter/print/issue.html"


def issue_context(issue: IssuePage) -> dict[str, Any]:
    """What the sheets of an issue are written with, on the screen and for the PDF."""
    url = issue.get_url() or ""
    address = public_address(url)
    return {
        "page": issue,
        "on_paper": True,
        "newsletter": issue.get_parent(),
        "canonical": address,
        "contact_address": public_address(f"{home_url()}contact/"),
        "qr_code": qr_code(address, _("QR code that opens the page of this issue")),
        "written_at": issue.last_published_at,
        "pdf_url": f"{url}issue.pdf" if is_available() else "",
    }


def issue_html(reference: str) -> str:
    """The HTML of the PDF of an issue, by its primary key. Raises `NothingToPrintError` for one that is not public."""
    issues = IssuePage.objects.live().select_related("locale")
    issue = issues.prefetch_related(picture_prefetch()).filter(pk=int(reference)).first()
    if issue is None:
        raise NothingToPrintError(reference)
    return _html(issue)


def _html(issue: IssuePage) -> str:
    return print_html(TEMPLATE, issue.locale.language_code, lambda: {**issue_context(issue), "pdf_url": ""})


def issue_printable(issue: IssuePage, in_background: bool = False) -> Printable:
    """The PDF of a live issue. Its stamp is made from the sheets, so that it is new whenever anything on them is."""
    language = issue.locale.language_code
    return Printable(
        kind=ISSUE,
        reference=str(issue.pk),
        stamp=content_hash(_html(issue)),
        filename=f"newsletter-{issue.number}-{language}.pdf",
        title=issue.title,
        page_url=f"{issue.get_url()}print/",
        in_background=in_background,
    )


def pdf_size(issue: IssuePage) -> int:
    """How large the newest PDF of an issue is in bytes; 0 before one was made. One query."""
    return size_of(ISSUE, str(issue.pk))


KINDS = (PrintKind(ISSUE, issue_html),)
