"""The tree that the site map shows."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.models import Page, get_page_models

from home.models import SiteMapPage


@dataclass
class Branch:
    """A page with the pages below it."""

    title: str
    url: str
    branches: list["Branch"] = field(default_factory=list)


def branches(page: SiteMapPage, request: HttpRequest) -> list[Branch]:
    """The live pages under the home page of the site map, as a tree in the order of the page tree.

    Pages of types that say `in_site_map = False` are left out. One query. A page below one that is not public is not
    shown either.
    """
    home_path = page.path[: -Page.steplen]
    kinds = [kind for kind in get_page_models() if not getattr(kind, "in_site_map", True)]
    left_out = ContentType.objects.get_for_models(*kinds).values()
    pages = (
        Page.objects.live()
        .filter(path__startswith=home_path)
        .exclude(path=home_path)
        .exclude(content_type__in=left_out)
        .select_related("locale")
        .order_by("path")
    )
    top: list[Branch] = []
    below: dict[str, list[Branch]] = {home_path: top}
    for each in pages:
        branch = Branch(each.title, each.get_url(request) or "")
        siblings = below.get(each.path[: -Page.steplen])
        if siblings is not None:
            siblings.append(branch)
            below[each.path] = branch.branches
    return top
