"""The fiscal year in which a school's accounts come to life."""

from django.utils import timezone

from members.schools.models import Membership, School
from portal.core.dates import fiscal_year_of
from portal.users.models import User


def open_first_year(user: User) -> None:
    """A school whose own account has just been used for the first time has nothing to renew this year."""
    schools = Membership.objects.filter(user=user, is_school_account=True).values("school")
    School.objects.filter(pk__in=schools, renewed_for=None).update(renewed_for=fiscal_year_of(timezone.localdate()))
