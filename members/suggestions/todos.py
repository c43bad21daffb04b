"""What this room puts on a school's first page: choosing a partner out of the suggestions."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.schools.dashboard import Todo
from members.schools.models import Membership
from members.suggestions.models import MatchRun, PartnerRequest
from members.wishes.lifecycle import OPEN_STAGES

SHOWN = 5


def suggestion_todos(membership: Membership) -> Iterable[Todo]:
    """A row for each wish that has suggestions and asks nobody yet; for people who may write. One query."""
    if not membership.may_write:
        return
    later = MatchRun.objects.filter(wish=OuterRef("wish"), pk__gt=OuterRef("pk"))
    asked = PartnerRequest.objects.open().filter(wish=OuterRef("wish"))
    newest = (
        MatchRun.objects.filter(~Exists(later), ~Exists(asked), wish__school=membership.school)
        .filter(wish__stage__in=OPEN_STAGES)
        .select_related("wish")
        .annotate(found=Count("suggestions"))
        .filter(found__gt=0)
        .order_by("wish__submitted_at", "wish_id")
    )
    for run in newest[:SHOWN]:
        found: int = run.found
        title = ngettext(
            "Choose whether to ask the %(number)d suggested school",
            "Choose whom to ask of the %(number)d suggested schools",
            found,
        )
        yield Todo(
            title=title % {"number": found},
            text=_("“%(title)s”. The list is made anew every morning.") % {"title": run.wish.title},
            url=reverse("members:wish-matches", args=[run.wish_id]),
            action=_("See the suggestions"),
            order=20,
        )
