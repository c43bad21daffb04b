"""Reading partners for a person."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.core.access import membership_of
from portal.core.media.models import PortalImage
from portal.core.pictures import picture_prefetch

from .models import Agreement, PartnerPhoto, PartnerSchool, SavedSearch, ShortlistEntry


def get_partner_or_404(user: Any, pk: int) -> PartnerSchool:
    """A partner that this person may open, with its lessons.

    People who act for a school may open what is listed or paused; closed and stale partners, and everything for
    anybody else, raise `Http404`.
    """
    if membership_of(user) is None:
        raise Http404
    return get_object_or_404(PartnerSchool.objects.visible().with_periods(), pk=pk)


def kept_entry(user: Any, pk: int) -> int | None:
    """The key of the entry that a duplicate was merged into, for people who act for a school; None for no duplicate."""
    if membership_of(user) is None:
        return None
    return PartnerSchool.objects.filter(pk=pk).values_list("merged_into", flat=True).first()


def partners_in_order(ids: Sequence[int]) -> list[PartnerSchool]:
    """The partners of these ids in their order; what has gone meanwhile is left out. One query."""
    found = PartnerSchool.objects.in_bulk([int(pk) for pk in ids])
    return [found[int(pk)] for pk in ids if int(pk) in found]


def agreements_of(partner: PartnerSchool) -> list[Agreement]:
    """The agreements on education that cover a partner. One query."""
    return list(Agreement.objects.covering(partner.country, partner.region))


def shortlisted_by(school: Any) -> set[int]:
    """The keys of the partners on a school's shortlist. One query."""
    return set(ShortlistEntry.objects.filter(school=school).order_by().values_list("partner_id", flat=True))


def shortlist_of(school: Any) -> list[ShortlistEntry]:
    """A school's shortlist, the newest first, with partners and people. One query.

    Partners stay on it whatever becomes of them; the page says so where they may not be opened any more.
    """
    entries = ShortlistEntry.objects.filter(school=school)
    return list(entries.select_related("partner", "added_by", "noted_by"))


def shortlist_entry(school: Any, partner: PartnerSchool) -> ShortlistEntry | None:
    """The partner's entry on a school's shortlist, if it is there. One query."""
    return ShortlistEntry.objects.filter(school=school, partner=partner).first()


def photos_of(partner: PartnerSchool) -> list[PartnerPhoto]:
    """The photographs of a partner that may be shown today, in their order. Three queries."""
    photos = PartnerPhoto.objects.filter(partner=partner, image__in=PortalImage.objects.publishable())
    return list(photos.prefetch_related(picture_prefetch("image")))


def saved_searches_of(user: Any, school: Any) -> list[SavedSearch]:
    """What a person has saved for work in a school, by name. One query."""
    return list(SavedSearch.objects.filter(user=user, school=school))
