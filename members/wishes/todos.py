"""What this room puts on a school's first page: drafts to finish, the next year to plan, its newest wishes."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.dashboard import Panel, Todo
from members.schools.models import Membership
from members.wishes.cycle import open_years
from members.wishes.models import ExchangeWish
from members.wishes.selectors import wishes_of
from portal.core.dates import fiscal_year
from portal.core.vocabulary import Stage

SHOWN = 5


def wish_todos(membership: Membership) -> Iterable[Todo]:
    """A row a draft, the first wish for schools that have none, and the next year once it may be planned.

    For people who may write. Two queries.
    """
    if not membership.may_write:
        return
    drafts = list(wishes_of(membership.school).filter(stage=Stage.DRAFT)[:SHOWN])
    years = set(wishes_of(membership.school).values_list("school_year", flat=True).order_by())
    for wish in drafts:
        yield _draft(wish)
    if not years:
        yield Todo(
            title=_("Register your first exchange wish"),
            text=_("You can save a draft at any time and carry on later."),
            url=reverse("members:wish-create"),
            action=_("Begin"),
            order=5,
        )
    elif (next_year := max(open_years(timezone.localdate()))) > max(years):
        yield Todo(
            title=_("Wishes for %(year)s can be registered") % {"year": fiscal_year(next_year)},
            text=_("You can begin with a copy of an earlier wish."),
            url=f"{reverse('members:wish-create')}?year={next_year}",
            action=_("Begin"),
            order=40,
            quiet=True,
        )


def _draft(wish: ExchangeWish) -> Todo:
    if wish.is_on_behalf:
        text = _("The office has entered it on your behalf. Look whether everything is right, then send it in.")
    else:
        text = _("When it is complete, send it to the office: the search for a partner begins then.")
    return Todo(
        title=_("Finish the draft “%(title)s”") % {"title": wish.title},
        text=text,
        url=reverse("members:wish-edit", args=[wish.pk]),
        action=_("Carry on writing"),
        order=30,
        quiet=True,
    )


def wish_panel(membership: Membership) -> Panel | None:
    """The newest wishes of the school; nothing for a school without one. One query."""
    wishes = list(wishes_of(membership.school)[:SHOWN])
    return Panel("wishes/includes/panel.html", {"wishes": wishes}, order=10) if wishes else None
