"""The collection of a year as a printable thing: cover, contents with page numbers, a page for each case."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Max, QuerySet
from django.forms.models import model_to_dict
from django.template.loader import get_template
from django.templatetags.static import static

from casestudies.columns import DATA_VERSION
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from portal.core.media.models import PortalImage
from portal.core.printing.availability import is_available
from portal.core.printing.frame import print_html, public_address
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.rendering import content_hash
from portal.core.site_settings import PortalSettings
from portal.core.versions import current_version

from .collection import Entry, contents, grouped, sheets, years_of
from .documents import series_label

COLLECTION = "casestudies.collection"
TEMPLATE = "casestudies/print/collection.html"
PER_PAGE = 20
"""So many cases stand on one page of the screen; the contents name all of the year."""
AT_ONCE = 3
"""A PDF of more cases than that is made by the worker."""
_TEMPLATES = (TEMPLATE, "casestudies/print/sheet.html", "casestudies/print/part.html", "printing/frame.html")
_STYLE_SHEETS = ("css/tokens.css", *(f"css/printing/{name}.css" for name in ("paper", "sheet", "collection")))


def collection_context(
    archive: CaseStudyIndexPage, year: int, entries: Sequence[Entry], shown: Sequence[Entry]
) -> dict[str, Any]:
    """What the collection of a year is written with: the contents of all its cases, the pages of those shown."""
    url = f"{archive.get_url()}collection/{year}/"
    return {
        "page": archive,
        "year": year,
        "series": series_label(year),
        "groups": grouped(entries),
        "total": len(entries),
        "sheet_groups": sheets(archive.locale, shown),
        "written_at": _cases(archive, year).aggregate(newest=Max("last_published_at"))["newest"],
        "canonical": public_address(url),
        "list_url": f"{archive.get_url()}collection/",
        "pdf_url": f"{url}collection.pdf" if is_available() else "",
    }


def collection_html(reference: str) -> str:
    """The HTML of the PDF of a year's collection; the reference is that of `collection_printable`.

    Raises `NothingToPrintError` for an archive that is not public and for a year without cases.
    """
    key, _colon, year = reference.partition(":")
    archive = CaseStudyIndexPage.objects.live().select_related("locale").filter(pk=int(key)).first()
    if archive is None or int(year) not in years_of(archive.locale):
        raise NothingToPrintError(reference)

    def context() -> dict[str, Any]:
        entries = contents(archive.locale, int(year), PER_PAGE)
        return {**collection_context(archive, int(year), entries, entries), "pdf_url": ""}

    return print_html(TEMPLATE, archive.locale.language_code, context)


def collection_printable(archive: CaseStudyIndexPage, year: int, number: int) -> Printable:
    """The PDF of the collection of a year with so many cases."""
    return Printable(
        kind=COLLECTION,
        reference=f"{archive.pk}:{year}",
        stamp=_stamp(archive, year),
        filename=f"case-studies-{year}-{archive.locale.language_code}.pdf",
        title=series_label(year),
        page_url=f"{archive.get_url()}collection/{year}/",
        in_background=number > AT_ONCE,
    )


def _stamp(archive: CaseStudyIndexPage, year: int) -> str:
    """What the collection hangs on, without reading its stories: three queries however many cases there are."""
    covers = _cases(archive, year).exclude(cover=None).order_by().values("cover")
    pictures = [
        (image.pk, image.file.name, image.is_printable, image.alt, image.credit)
        for image in PortalImage.objects.filter(pk__in=covers).order_by("pk")
    ]
    links = "".join(f'<link rel="stylesheet" href="{static(name)}">' for name in _STYLE_SHEETS)
    parts = [
        archive.pk,
        year,
        current_version(DATA_VERSION),
        pictures,
        model_to_dict(PortalSettings.load()),
        content_hash(links),
        [get_template(name).template.source for name in _TEMPLATES],
    ]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _cases(archive: CaseStudyIndexPage, year: int) -> QuerySet[CaseStudyPage]:
    return CaseStudyPage.objects.live().filter(locale=archive.locale, fiscal_year=year)


KINDS = (PrintKind(COLLECTION, collection_html),)
