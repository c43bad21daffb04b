"""What can be done with a page in one language, for the person who looks at the report."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.groups import SUBMIT_TRANSLATION

from .facts import Facts, Row


@dataclass(frozen=True)
class Action:
    """A way on from a cell of the report; `name` tells a screen reader which page it is about."""

    label: str
    url: str
    name: str


def may_translate(user: Any) -> bool:
    """Whether this person starts translations and brings them in step."""
    return bool(user.has_perm(SUBMIT_TRANSLATION))


def may_publish(user: Any, row: Row, facts: Facts) -> bool:
    """Whether this person can publish this translation now: it is complete, and its source is on the site."""
    if not row.source.live or not facts.is_ready:
        return False
    return bool(facts.instance.permissions_for_user(user).can_publish())


def actions(request: HttpRequest, row: Row, facts: Facts) -> list[Action]:
    """The actions of one cell, the most useful first."""
    ways = [*_steps(request.user, row, facts), *_views(request, facts)]
    return [Action(label, url, f"{label}: {row.title} ({facts.locale})") for label, url in ways]


def _steps(user: Any, row: Row, facts: Facts) -> list[tuple[str, str]]:
    if facts.is_own:
        return []
    found = []
    if may_publish(user, row, facts):
        query = urlencode({"page": row.source.pk, "language": facts.language})
        found.append((_("Publish the translation"), f"{reverse('translations_ready')}?{query}"))
    if not may_translate(user):
        return found
    where = [row.source.pk, facts.language]
    if facts.instance is None:
        found.append((_("Start the translation"), reverse("wagtail_localize:submit_page_translation", args=where[:1])))
    elif facts.is_by_itself:
        found.append((_("Follow the source"), reverse("translations_follow", args=where)))
    elif facts.changed:
        found.append((_("Update from the source"), reverse("translations_take_over", args=where)))
    return found


def _views(request: HttpRequest, facts: Facts) -> list[tuple[str, str]]:
    page = facts.instance
    if page is None:
        return []
    label = pgettext("page at the desk", "Edit") if facts.translation is None else _("Open the translation")
    found = [(label, reverse("wagtailadmin_pages:edit", args=[page.pk]))]
    url = page.get_url(request) if page.live else None
    return [*found, (pgettext("page on the site", "View"), url)] if url else found
