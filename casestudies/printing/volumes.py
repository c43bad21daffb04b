"""The collection of a year as a printable thing: cover, contents with page numbers, a page for each case."""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.forms.models import model_to_dict
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.translation import gettext as _

from casestudies.columns import DATA_VERSION
from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from portal.core.media.models import PortalImage
from portal.core.printing.availability import is_available
from portal.core.printing.frame import print_html, public_address
from portal.core.printing.kinds import NothingToPrintError, Printable, PrintKind
from portal.core.printing.rendering import content_hash
from portal.core.site_settings import PortalSettings
from portal.core.versions import current_version

from .collection import Entry, contents, grouped, sheets
from .documents import series_label

COLLECTION = "casestudies.collection"
TEMPLATE = "casestudies/print/collection.html"
PER_PAGE = 20
"""So many cases stand on one page of the screen; the contents name all of the year."""
AT_ONCE = 3
"""A PDF of more cases than that is made by the worker."""
IN_VOLUME = 100
"""A PDF holds no more cases: setting a hundred takes the worker 40 seconds and 600 MB. A larger year has volumes."""
_TEMPLATES = (TEMPLATE, "casestudies/print/sheet.html", "casestudies/print/part.html", "printing/frame.html")
_STYLE_SHEETS = ("css/tokens.css", *(f"css/printing/{name}.css" for name in ("paper", "sheet", "collection")))


@dataclass(frozen=True)
class Volume:
    """A file of the collection: its number, counted from 1, its title and its address."""

    number: int
    title: str
    url: str


def volumes(archive: CaseStudyIndexPage, year: int, number: int) -> list[Volume]:
    """The files of a year with so many cases: one, unless there are very many."""
    total = math.ceil(number / IN_VOLUME)
    url = f"{archive.get_url()}collection/{year}/collection.pdf"
    if total <= 1:
        return [Volume(1, series_label(year), url)]
    found = range(1, total + 1)
    return [Volume(one, _volume_label(year, one), f"{url}?volume={one}" if one > 1 else url) for one in found]


def _volume_label(year: int, volume: int) -> str:
    return _("%(collection)s, volume %(number)d") % {"collection": series_label(year), "number": volume}


def collection_context(
    archive: CaseStudyIndexPage, year: int, entries: Sequence[Entry], shown: Sequence[Entry]
) -> dict[str, Any]:
    """What the collection of a year is written with: contents of these cases, the pages of those shown."""
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
        "files": volumes(archive, year, len(entries)) if is_available() else [],
    }


def collection_html(reference: str) -> str:
    """The HTML of a file of a collection; the reference is that of `collection_printable`.

    Raises `NothingToPrintError` for an archive that is not public and for a volume without cases.
    """
    key, year, volume = (int(part) for part in reference.split(":"))
    archive = CaseStudyIndexPage.objects.live().select_related("locale").filter(pk=key).first()
    if archive is None:
        raise NothingToPrintError(reference)

    def context() -> dict[str, Any]:
        everything = contents(archive.locale, year, PER_PAGE)
        entries = everything[(volume - 1) * IN_VOLUME : volume * IN_VOLUME]
        if not entries:
            raise NothingToPrintError(reference)
        files = volumes(archive, year, len(everything))
        return {**collection_context(archive, year, entries, entries), "title": files[volume - 1].title}

    return print_html(TEMPLATE, archive.locale.language_code, context)


def collection_printable(archive: CaseStudyIndexPage, year: int, number: int, volume: int = 1) -> Printable:
    """A file of the collection of a year with so many cases. Raises `NothingToPrintError` for an unknown volume."""
    found = volumes(archive, year, number)
    if not 1 <= volume <= len(found):
        raise NothingToPrintError(f"{year} has no volume {volume}")
    name = f"{year}-{volume}" if len(found) > 1 else str(year)
    return Printable(
        kind=COLLECTION,
        reference=f"{archive.pk}:{year}:{volume}",
        stamp=_stamp(archive, year),
        filename=f"case-studies-{name}-{archive.locale.language_code}.pdf",
        title=found[volume - 1].title,
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
        [_source(name) for name in _TEMPLATES],
    ]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


def _source(name: str) -> str:
    template: Any = get_template(name)
    return str(template.template.source)


def _cases(archive: CaseStudyIndexPage, year: int) -> QuerySet[CaseStudyPage]:
    return CaseStudyPage.objects.live().filter(locale=archive.locale, fiscal_year=year)


KINDS = (PrintKind(COLLECTION, collection_html),)
