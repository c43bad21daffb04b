"""An Atom feed of the newest cases that fit a search."""

import datetime

from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from casestudies.archive import result_heading
from casestudies.models import CaseStudyIndexPage
from casestudies.selectors import CaseSearch
from portal.core.site_settings import PortalSettings

ENTRIES = 30


def atom_feed(search: CaseSearch, page: CaseStudyIndexPage, request: HttpRequest) -> str:
    """The feed as text: at most `ENTRIES` cases, the newest first, addresses under the host that was asked.

    `search` is sorted newest first by the caller.
    """
    settings = PortalSettings.load()
    heading = result_heading(search.query, search.total)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    feed = Atom1Feed(
        title=_("%(page)s | %(site)s") % {"page": heading or page.title, "site": settings.site_name},
        link=request.build_absolute_uri(f"{page.get_url(request)}{query}"),
        description=page.summary,
        language=page.locale.language_code,
        feed_url=request.build_absolute_uri(),
        author_name=settings.office,
        feed_copyright=settings.attribution,
    )
    for case in search.without_texts[:ENTRIES]:
        address = request.build_absolute_uri(case.get_url(request))
        published = case.first_published_at or datetime.datetime.combine(
            case.date_from, datetime.time(), tzinfo=datetime.UTC
        )
        feed.add_item(
            title=case.title,
            link=address,
            description=strip_tags(case.summary),
            unique_id=address,
            pubdate=published,
            updateddate=case.last_published_at or published,
            categories=[*case.type_labels, *case.country_labels, *case.theme_labels],
        )
    return str(feed.writeString("utf-8"))
