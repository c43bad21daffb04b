"""What this room puts on a school's first page: completing the school's data."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .dashboard import Todo
from .models import Membership, School, SchoolPeriod

# What the desk and a partner school ask for first.
WANTED = ("name_en", "address", "phone", "email", "pupils", "tools", "introduction_ja")


def missing_fields(school: School) -> list[str]:
    """The labels of the wanted fields that are still empty, in the order of the form."""
    fields: dict[str, Any] = {name: School._meta.get_field(name) for name in WANTED}
    return [str(field.verbose_name) for name, field in fields.items() if not getattr(school, name)]


def school_todos(membership: Membership) -> Iterable[Todo]:
    """Rows about the school's data and timetable, for people who may write. One query."""
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
