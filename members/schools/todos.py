"""What this room puts on a school's first page: the registration of this school year."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.dates import short_fiscal_year

from .dashboard import Todo
from .models import Membership
from .registration.progress import present_fiscal_year, registration_progress


def school_todos(membership: Membership) -> Iterable[Todo]:
    """One row as long as a part is not complete and confirmed for this year, for people who may write."""
    if not membership.may_write:
        return
    progress = registration_progress(membership.school, present_fiscal_year())
    if progress.is_done:
        return
    left = [str(each.part.title) for each in progress.parts if not each.is_done]
    words = {"done": progress.done, "total": len(progress.parts), "left": _(", ").join(left)}
    yield Todo(
        title=_("Register your school for %(year)s") % {"year": short_fiscal_year(progress.fiscal_year)},
        text=_("%(done)d of %(total)d parts are done. Left: %(left)s.") % words,
        url=reverse("members:school"),
        action=_("Go on"),
        order=10,
        quiet=True,
    )
