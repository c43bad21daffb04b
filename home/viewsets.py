"""The desk's lists of this room: questions and answers, and the news."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import FaqEntry, NewsPage
from portal.core.desk.menu import PageEditorsMenuItem


class FaqEntryViewSet(SnippetViewSet):
    """Questions and answers: by category and language, searched like the site."""

    model = FaqEntry
    icon = "help"
    menu_label = _("Questions and answers")
    menu_order = 300
    add_to_admin_menu = True
    list_display = [
        "question",
        Column("get_category_display", label=_("Category"), sort_key="category"),
        UpdatedAtColumn(),
    ]
    list_filter = ["category", "live"]
    list_per_page = 50
    ordering = ["category", "sort_order", "pk"]
    copy_view_enabled = False


class NewsListing(PageListingViewSet):
    """All news in one list, whatever language they are in."""

    model = NewsPage
    icon = "calendar-alt"
    menu_label = _("News")
    menu_order = 310
    add_to_admin_menu = True
    menu_item_class = PageEditorsMenuItem
    list_filter = ["locale", "category", "live"]
    ordering = ["-date"]
    columns = [
        *[column for column in PageListingViewSet.index_view_class.base_columns if column.name != "parent"],
        Column("date", label=_("Date"), sort_key="date"),
    ]


news_listing = NewsListing("news")
