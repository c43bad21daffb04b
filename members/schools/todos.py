"""What this room puts on a school's first page: the yearly renewal, the account, the school's data."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.dates import fiscal_year_of, short_fiscal_year

from .dashboard import Todo
from .models import Membership, School, SchoolPeriod
from .renewal_days import closes_on, is_due

# What the desk and a partner school ask for first.
WANTED = ("name_en", "address", "phone", "email", "pupils", "tools", "introduction_ja")


def missing_fields(school: School) -> list[str]:
    """The labels of the wanted fields that are still empty, in the order of the form."""
    return [str(School._meta.get_field(name).verbose_name) for name in WANTED if not getattr(school, name)]


def school_todos(membership: Membership) -> Iterable[Todo]:
    """Rows about the school's data and timetable, for people who may write. One query."""
    yield from _account_todos(membership)
    if not membership.may_write:
        return
    school = membership.school
    missing = missing_fields(school)
    if missing:
        count = len(missing)
        text = ngettext("%(count)d answer is missing: %(names)s.", "%(count)d answers are missing: %(names)s.", count)
        yield Todo(
            title=_("Complete your school's data"),
            text=text % {"count": count, "names": _(", ").join(missing)},
            url=reverse("members:school-edit"),
            action=_("Fill in"),
            order=10,
            quiet=True,
        )
    if not SchoolPeriod.objects.filter(school=school).exists():
        yield Todo(
            title=_("Register your timetable"),
            text=_("It shows at which lesson times a live exchange is possible."),
            url=reverse("members:school-timetable"),
            action=_("Fill in"),
            order=11,
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
