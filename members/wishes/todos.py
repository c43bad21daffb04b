"""What this room puts on a school's first page: drafts to finish, and all wishes with their stages."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from members.schools.dashboard import Panel, Todo
from members.schools.models import Membership
from members.wishes.selectors import wishes_of
from portal.core.vocabulary import Stage

SHOWN = 5


def wish_todos(membership: Membership) -> Iterable[Todo]:
    """A row a draft, and the first wish for schools that have none; for people who may write. Two queries at most."""
    if not membership.may_write:
        return
    drafts = list(wishes_of(membership.school).filter(stage=Stage.DRAFT)[:SHOWN])
    for wish in drafts:
        yield Todo(
            title=_("Finish the draft “%(title)s”") % {"title": wish.title},
            text=_("When it is complete, send it to the office: the search for a partner begins then."),
            url=reverse("members:wish-edit", args=[wish.pk]),
            action=_("Carry on writing"),
            order=30,
            quiet=True,
        )
    if not drafts and not wishes_of(membership.school).exists():
        yield Todo(
            title=_("Register your first exchange wish"),
            text=_("You can save a draft at any time and carry on later."),
            url=reverse("members:wish-create"),
            action=_("Begin"),
            order=5,
        )


def wish_panel(membership: Membership) -> Panel | None:
    """The newest wishes of the school; nothing for a school without one. One query."""
    wishes = list(wishes_of(membership.school)[:SHOWN])
    return Panel("wishes/includes/panel.html", {"wishes": wishes}, order=10) if wishes else None
