"""The desk's lists of this room: questions and answers, news, events, figures."""

from functools import partial

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import EasyPage, EventPage, FaqEntry, NewsPage, PartnerRegionPage, ProgrammePage, YearlyFigure
from portal.core.desk.menu import CONTENT_MENU, PageEditorsMenuItem

# Their parent is the same for all pages of a list.
_COLUMNS = [column for column in PageListingViewSet.index_view_class.base_columns if column.name != "parent"]


def _opinions(name: str, entry: FaqEntry) -> int:
    """How many people have said so of this answer."""
    opinion = getattr(entry, "opinion", None)
    return getattr(opinion, name) if opinion else 0


def _behind_in_words(easy: EasyPage) -> str:
    """Said only where something is to be done: a mark for “no” would look like a fault."""
    return gettext("To be compared") if easy.is_behind else ""


class ContentGroup(ModelViewSetGroup):
    """The menu of what stands on the public site; other rooms hang their lists into it."""

    menu_label = _("Site content")
    menu_name = "content"
    menu_icon = "list-ul"
    menu_order = 200
    submenu_hook = CONTENT_MENU
    items = ()


class FaqEntryViewSet(SnippetViewSet):
    """Questions and answers: by category and language, searched like the site."""

    model = FaqEntry
    icon = "help"
    menu_label = _("Questions and answers")
    menu_order = 300
    menu_hook = CONTENT_MENU
    list_display = [
        "question",
        Column("get_category_display", label=_("Category"), sort_key="category"),
        Column("helpful", label=_("Helped"), accessor=partial(_opinions, "helpful")),
        Column("unhelpful", label=_("Did not help"), accessor=partial(_opinions, "unhelpful")),
        UpdatedAtColumn(),
    ]
    list_filter = ["category", "live"]
    list_per_page = 50
    ordering = ["category", "sort_order", "pk"]
    copy_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[FaqEntry]:
        return FaqEntry.objects.select_related("opinion")


class NewsListing(PageListingViewSet):
    """All news in one list, whatever language they are in."""

    model = NewsPage
    icon = "calendar-alt"
    menu_label = _("News")
    menu_order = 310
    menu_hook = CONTENT_MENU
    menu_item_class = PageEditorsMenuItem
    list_filter = ["locale", "category", "live"]
    ordering = ["-date"]
    columns = [
        *_COLUMNS,
        Column("date", label=_("Date"), sort_key="date"),
    ]


class FigureViewSet(ModelViewSet):
    """The figures of the statistics page, year by year. What may not be told is hidden on the page, not here."""

    model = YearlyFigure
    icon = "table"
    menu_label = _("Statistics")
    menu_order = 320
    menu_hook = CONTENT_MENU
    form_fields = ["fiscal_year", "table", "code", "exchanges", "people"]
    list_display = [
        Column("fiscal_year", label=_("Fiscal year"), sort_key="fiscal_year"),
        Column("get_table_display", label=_("Table"), sort_key="table"),
        Column("label", label=_("Line")),
        Column("exchanges", label=_("Exchanges"), sort_key="exchanges"),
        Column("people", label=_("People taking part"), sort_key="people"),
    ]
    list_filter = ["fiscal_year", "table"]
    list_per_page = 50
    ordering = ["-fiscal_year", "table", "code"]
    copy_view_enabled = False


class EventListing(PageListingViewSet):
    """All events in one list, whatever language they are in."""

    model = EventPage
    icon = "date"
    menu_label = _("Events")
    menu_order = 312
    menu_hook = CONTENT_MENU
    menu_item_class = PageEditorsMenuItem
    list_filter = ["locale", "event_type", "live"]
    ordering = ["-starts_at"]
    columns = [
        *_COLUMNS,
        Column("starts_at", label=_("Begins"), sort_key="starts_at"),
    ]


class RegionListing(PageListingViewSet):
    """All countries and regions in one list."""

    model = PartnerRegionPage
    icon = "site"
    menu_label = _("Countries and regions")
    menu_order = 316
    menu_hook = CONTENT_MENU
    menu_item_class = PageEditorsMenuItem
    list_filter = ["locale", "live"]
    ordering = ["title"]
    columns = [
        *_COLUMNS,
        Column("country", label=_("Country"), sort_key="country"),
        Column("zone", label=_("Time zone")),
    ]


class ProgrammeListing(PageListingViewSet):
    """All programmes in one list, with who offers them."""

    model = ProgrammePage
    icon = "openquote"
    menu_label = _("Programmes")
    menu_order = 318
    menu_hook = CONTENT_MENU
    menu_item_class = PageEditorsMenuItem
    list_filter = ["locale", "cost", "live"]
    ordering = ["number", "title"]
    columns = [
        *_COLUMNS,
        Column("number", label=_("Number"), sort_key="number"),
        Column("provider", label=_("Provider"), sort_key="provider"),
    ]


class EasyListing(PageListingViewSet):
    """The pages in plain Japanese, with those whose source has changed since."""

    model = EasyPage
    icon = "openquote"
    menu_label = _("Plain Japanese")
    menu_order = 314
    menu_hook = CONTENT_MENU
    menu_item_class = PageEditorsMenuItem
    list_filter = ["is_behind", "live"]
    ordering = ["-is_behind", "title"]
    columns = [
        *_COLUMNS,
        Column("source", label=_("Page in usual Japanese"), accessor="source.title"),
        Column("is_behind", label=_("The page has changed since"), accessor=_behind_in_words, sort_key="is_behind"),
    ]


content_group = ContentGroup()
easy_listing = EasyListing("easy")
region_listing = RegionListing("regions")
programme_listing = ProgrammeListing("programmes")
figure_viewset = FigureViewSet("yearly_figures")
news_listing = NewsListing("news")
event_listing = EventListing("events")
