"""What this room puts on a school's first page: the yearly renewal, the account, the registration."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.dates import fiscal_year_of, short_fiscal_year

from .dashboard import Todo
from .models import Membership
from .registration.progress import present_fiscal_year, registration_progress
from .renewal_days import closes_on, is_due


def school_todos(membership: Membership) -> Iterable[Todo]:
    """The account, and one row as long as a part is not complete and confirmed this year, for people who may write."""
    yield from _account_todos(membership)
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
        action=pgettext("registration", "Go on"),
        order=10,
        quiet=True,
    )


def _account_todos(membership: Membership) -> Iterable[Todo]:
    """The yearly renewal, for managers; an address that is not confirmed. No query."""
    today = timezone.localdate()
    if membership.may_manage and is_due(membership.school.renewed_for, today):
        year = fiscal_year_of(today)
        closing = closes_on(year)
        yield Todo(
            title=_("Renew your school's accounts for %(year)s") % {"year": short_fiscal_year(year)},
            text=_("Who acts for your school this year? It takes five minutes."),
            url=reverse("members:renewal"),
            action=_("Renew"),
            when=closing - datetime.timedelta(days=1),
            urgent=_("can only read") if membership.school.is_lapsed else "",
            order=1,
        )
    if not membership.user.email_confirmed_at:
        yield Todo(
            title=_("Confirm an e-mail address"),
            text=_("With one you can reset a lost password yourself."),
            url=reverse("members:address-change"),
            action=_("Enter"),
            order=12,
            quiet=True,
        )
