"""The parts of the site: the pages directly under the home pages, with all that lies below each."""

from django.conf import settings
from wagtail.models import Page

# The root, a home page, a page under it.
_STEPS = 3 * Page.steplen


def section_names() -> dict[str, str]:
    """The Japanese names by the path of the first page, in the order of the tree."""
    pages = Page.objects.filter(depth=3, locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    return dict(pages.values_list("path", "draft_title"))


def section_path(page: Page) -> str:
    """The path of the part of the site in which a page lies; that of the home page is no part."""
    return str(page.path[:_STEPS])
