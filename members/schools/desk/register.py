"""What the register of schools can be narrowed down by, and how it shows a school's account."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from members.schools.account_states import waiting, without_account
from members.schools.models import School
from members.schools.registration.parts import incomplete
from members.schools.renewal_days import is_lapsed
from portal.core.dates import fiscal_year_of, short_fiscal_year
from portal.core.municipalities import municipality_choices
from portal.core.vocabulary import Founder, SchoolType

ACCOUNTS = (
    ("none", _("No ID issued")),
    ("waiting", _("Not activated: letter valid")),
    ("run_out", _("Not activated: letter run out or withdrawn")),
    ("active", _("Activated")),
    ("due", _("Not renewed this fiscal year")),
    ("lapsed", _("Reads only, as not renewed")),
)
COMPLETENESS = (("incomplete", _("Data incomplete")), ("complete", _("Data complete")))


def account_label(school: Any) -> str:
    """The state of a school's own account in words; of a school from `with_account_state`."""
    labels = dict(ACCOUNTS)
    if not school.has_account:
        return str(labels["none"])
    if school.renewed_for is None:
        return str(labels["waiting" if school.has_letter else "run_out"])
    if is_lapsed(school.renewed_for, timezone.localdate()):
        return str(labels["lapsed"])
    return str(labels["active"])


def renewal_label(school: School) -> str:
    """The fiscal year for which the accounts were renewed last."""
    return short_fiscal_year(school.renewed_for) if school.renewed_for else "—"


class SchoolFilters(WagtailFilterSet):
    school_type = django_filters.MultipleChoiceFilter(label=_("School type"), choices=SchoolType.choices)
    municipality = django_filters.MultipleChoiceFilter(label=_("Municipality"), choices=municipality_choices)
    founder = django_filters.ChoiceFilter(label=_("Founder"), choices=Founder.choices)
    account = django_filters.ChoiceFilter(label=_("Account"), choices=ACCOUNTS, method="by_account")
    data = django_filters.ChoiceFilter(label=_("Data"), choices=COMPLETENESS, method="by_data")

    class Meta:
        model = School
        fields: list[str] = []

    def by_account(self, schools: Any, name: str, value: str) -> Any:
        year = fiscal_year_of(timezone.localdate())
        if value == "none":
            return without_account(schools)
        if value in {"waiting", "run_out"}:
            return waiting(schools, has_letter=value == "waiting")
        if value == "active":
            return schools.exclude(renewed_for=None)
        due = schools.filter(renewed_for__lt=year)
        if value == "due":
            return due
        today = timezone.localdate()
        lapsed = [each for each in range(year - 20, year) if is_lapsed(each, today)]
        return due.filter(renewed_for__in=lapsed)

    def by_data(self, schools: Any, name: str, value: str) -> Any:
        return schools.filter(incomplete()) if value == "incomplete" else schools.exclude(incomplete())
