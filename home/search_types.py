"""The kinds of pages of this room that the site search tells apart."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.models import ActivityPage, EventPage, NewsPage, PartnerRegionPage, ProgrammePage
from home.search_provider import TYPE as FAQ
from portal.core.search.types import SearchType

TYPES = (
    SearchType(
        "activities",
        pgettext_lazy("type of search results", "Kinds of exchange"),
        (ActivityPage,),
        order=10,
        one=pgettext_lazy("type of search results", "Kind of exchange"),
    ),
    SearchType(FAQ, pgettext_lazy("type of search results", "Questions and answers"), order=30),
    SearchType(
        "programmes",
        _("Programmes"),
        (ProgrammePage,),
        order=40,
        one=pgettext_lazy("type of search results", "Programme"),
    ),
    SearchType(
        "partners",
        pgettext_lazy("type of search results", "Countries and regions"),
        (PartnerRegionPage,),
        order=50,
        one=pgettext_lazy("type of search results", "Country or region"),
    ),
    SearchType("events", _("Events"), (EventPage,), order=60, one=pgettext_lazy("type of search results", "Event")),
    SearchType("news", _("News"), (NewsPage,), order=70),
)
