"""What the public may know of the partners in a country or region: how many, and which agreements hold there."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count

from portal.core.regions import AgreementFact, Region

from .models import Agreement, PartnerSchool

LEAST_TOLD = 5
"""A smaller number might tell who the partners are."""


def partner_numbers(places: Sequence[Region]) -> dict[Region, int | None]:
    """How many partners are listed in each place; None for one to four. One query."""
    partners = PartnerSchool.objects.listed().filter(country__in={place.country for place in places})
    rows = partners.order_by().values_list("country", "region").annotate(Count("pk"))
    numbers: Counter[Region] = Counter()
    for country, region, number in rows:
        numbers[Region(country, region)] += number
        if region:
            numbers[Region(country)] += number
    return {place: _told(numbers[place]) for place in places}


def _told(number: int) -> int | None:
    return number if number == 0 or number >= LEAST_TOLD else None


def agreements(places: Sequence[Region]) -> dict[Region, list[AgreementFact]]:
    """The agreements that hold in each place, the oldest first. Of a whole country: those of its regions, too.

    One query.
    """
    found: dict[Region, list[AgreementFact]] = {}
    for one in Agreement.objects.filter(country__in={place.country for place in places}):
        fact = AgreementFact(one.counterpart, one.signed_on, one.renewed_on, one.url)
        for place in places:
            if place.country == one.country and (not place.region or one.region in ("", place.region)):
                found.setdefault(place, []).append(fact)
    return found
