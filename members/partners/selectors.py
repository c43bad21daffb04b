"""Reading partners for a person."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.core.access import membership_of

from .models import Agreement, PartnerSchool


def get_partner_or_404(user: Any, pk: int) -> PartnerSchool:
    """A partner that this person may open, with its lessons.

    People who act for a school may open what is listed or paused; closed and stale partners, and everything for
    anybody else, raise `Http404`.
    """
    if membership_of(user) is None:
        raise Http404
    return get_object_or_404(PartnerSchool.objects.visible().with_periods(), pk=pk)


def partners_in_order(ids: Sequence[int]) -> list[PartnerSchool]:
    """The partners of these ids in their order; what has gone meanwhile is left out. One query."""
    found = PartnerSchool.objects.in_bulk([int(pk) for pk in ids])
    return [found[int(pk)] for pk in ids if int(pk) in found]


def agreements_of(partner: PartnerSchool) -> list[Agreement]:
    """The agreements on education that cover a partner. One query."""
    return list(Agreement.objects.covering(partner.country, partner.region))
