"""Writing cases outside the editor, on the editor's way: validated, as a revision, in the page's history."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from portal.users.models import User

Content = dict[str, Any]
"""Values by field as a revision stores them."""


def add_case(archive: CaseStudyIndexPage, fields: Content, *, publish: bool, actor: User | None) -> CaseStudyPage:
    """A new case under the archive: a draft, or published. Raises `ValidationError`."""
    page = CaseStudyPage(live=False, locale=archive.locale, owner=actor, **fields)
    archive.add_child(instance=page)
    return save_case(page, publish=publish, actor=actor)


def save_case(case: CaseStudyPage, *, publish: bool, actor: User | None) -> CaseStudyPage:
    """Store what a case holds as its newest revision; publish that when asked. Raises `ValidationError`.

    What is not published may still hold what must not reach the public. Gives the case as it then is.
    """
    case.kept_as_draft = not publish
    revision = case.save_revision(user=actor, log_action=True)
    if publish:
        # Whether the actor may publish was asked before the work was begun.
        revision.publish(user=actor, skip_permission_checks=True)
    return CaseStudyPage.objects.get(pk=case.pk)


@dataclass(frozen=True)
class Before:
    """What a case was like before it was written: enough to go back.

    `newest` are values of its newest version, at least of the fields that were written. `public` is the whole public
    version; it is kept only where writing replaced it.
    """

    newest: Content
    public: Content | None
    is_live: bool
    has_changes: bool


def before_writing(case: CaseStudyPage, newest: CaseStudyPage, fields: Iterable[str], *, publish: bool) -> Before:
    """To be called before these fields of the newest version are written; `case` is the page as the table has it."""
    content = content_of(newest)
    public = content_of(case) if publish and case.live else None
    return Before({name: content[name] for name in fields}, public, case.live, case.has_unpublished_changes)


def restore_case(case: CaseStudyPage, before: Before, *, published: bool, actor: User | None) -> None:
    """Go back to what was before; `published` tells whether writing published the case. Raises `ValidationError`.

    Whether the actor may was asked before.
    """
    newest = case.get_latest_revision_as_object()
    restored = newest.with_content_json({**newest.serializable_data(), **before.newest})
    if published and before.public is not None:
        public = case.with_content_json({**case.serializable_data(), **before.public})
        case = save_case(public, publish=True, actor=actor)
        if before.has_changes:
            save_case(case.with_content_json(restored.serializable_data()), publish=False, actor=actor)
        return
    if published:
        UnpublishPageAction(case, user=actor).execute(skip_permission_checks=True)
        restored.live = False
    save_case(restored, publish=False, actor=actor)
    if before.is_live and not before.has_changes:
        # The newest version is again what the public sees.
        CaseStudyPage.objects.filter(pk=case.pk).update(has_unpublished_changes=False)


def remove_case(case: CaseStudyPage, actor: User | None) -> None:
    """Delete a case with its history; whether the actor may was asked before."""
    DeletePageAction(case, user=actor).execute(skip_permission_checks=True)


def content_of(case: CaseStudyPage) -> Content:
    """All values of a case as JSON holds them."""
    found: Content = json.loads(json.dumps(case.serializable_data(), cls=DjangoJSONEncoder))
    return found
