"""Since when schools can find a partner."""

import datetime

from django.utils import timezone

from members.partners.models import PartnerSchool


def note_first_listed(now: datetime.datetime) -> int:
    """Give those that schools can find, and could not before, this moment; how many. One query.

    Partners become listed in many ways: entered, imported, activated, confirmed at last. So nobody who does that has to
    think of it; who needs to know what is new asks for the noting first.
    """
    new = PartnerSchool.objects.listed(timezone.localdate(now)).filter(first_listed_at=None)
    return new.update(first_listed_at=now)
