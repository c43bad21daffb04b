"""Entries of the register that may be the same school: by name, by web address, by a like name in the same city."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from .likeness import name_key, web_key
from .merge_models import DistinctPair
from .models import PartnerSchool
from .querysets import PartnerQuerySet

LIKE_ENOUGH = 88
"""Of 100 (rapidfuzz `ratio` of the keys): names of schools in one city that are so alike may be the same."""
MOST_SHOWN = 10
MOST_OF_A_SITE = 5
"""A web address that more entries have is that of an authority, and tells nothing."""
_MOST_OF_A_CITY = 2_000

BY_NAME, BY_WEB, BY_LIKENESS = _("the same name"), _("the same web site"), _("a similar name in the same city")


@dataclass
class LikelyDuplicate:
    """An entry that may be the same school, with the reasons (lazy)."""

    partner: PartnerSchool
    reasons: list[object] = field(default_factory=list)


def likenesses(
    name: str, country: str, city: str = "", website: str = "", exclude: PartnerSchool | None = None
) -> list[LikelyDuplicate]:
    """The entries that may be the school with these data, the strongest signs first; `MOST_SHOWN` at most.

    `exclude` is the entry itself; pairs with it that were found to be two schools are left out. Three queries, and one
    for `exclude`.
    """
    key, site = name_key(name), web_key(website)
    standing = PartnerSchool.objects.standing()
    if exclude is not None and exclude.pk:
        standing = standing.exclude(pk__in=[exclude.pk, *_told_apart(exclude)])
    found: dict[int, LikelyDuplicate] = {}

    def add(partners: Iterable[PartnerSchool], reason: object) -> None:
        for partner in partners:
            found.setdefault(partner.pk, LikelyDuplicate(partner)).reasons.append(reason)

    if key:
        add(standing.filter(country=country, name_key=key)[:MOST_SHOWN], BY_NAME)
    if site:
        add(_of_one_site(standing, site), BY_WEB)
    if key and city:
        near = standing.filter(country=country, city__iexact=city).exclude(name_key=key)[:_MOST_OF_A_CITY]
        add((one for one in near if fuzz.ratio(one.name_key, key) >= LIKE_ENOUGH), BY_LIKENESS)
    return sorted(found.values(), key=lambda one: (-len(one.reasons), one.partner.pk))[:MOST_SHOWN]


def likely_duplicates(
    name: str, country: str, city: str = "", website: str = "", exclude: PartnerSchool | None = None
) -> list[PartnerSchool]:
    """The entries of `likenesses` without the reasons."""
    return [one.partner for one in likenesses(name, country, city, website, exclude)]


def likenesses_of(partner: PartnerSchool) -> list[LikelyDuplicate]:
    """The entries that may be the same school as this one."""
    return likenesses(partner.name_en or partner.name, partner.country, partner.city, partner.website, partner)


def with_likely_duplicates(partners: PartnerQuerySet) -> PartnerQuerySet:
    """Those that share their name in the country, or their web site, with another entry nobody has told apart."""
    others = PartnerSchool.objects.standing().exclude(pk=OuterRef("pk")).exclude(_pair_with_outer())
    same_name = others.filter(country=OuterRef("country"), name_key=OuterRef("name_key"))
    same_site = others.filter(web_key=OuterRef("web_key"))
    crowded = PartnerSchool.objects.standing().order_by().values("web_key").annotate(entries=Count("pk"))
    shared = crowded.filter(entries__gt=MOST_OF_A_SITE + 1).values("web_key")
    by_name = ~Q(name_key="") & Exists(same_name)
    by_site = ~Q(web_key="") & ~Q(web_key__in=shared) & Exists(same_site)
    return partners.standing().filter(by_name | by_site)


def _pair_with_outer() -> Exists:
    """Whether somebody has told this entry and the outer one apart."""
    pairs = DistinctPair.objects.filter(
        Q(first=OuterRef("pk"), second=OuterRef(OuterRef("pk")))
        | Q(second=OuterRef("pk"), first=OuterRef(OuterRef("pk")))
    )
    return Exists(pairs)


def _of_one_site(standing: PartnerQuerySet, site: str) -> list[PartnerSchool]:
    found = list(standing.filter(web_key=site)[: MOST_OF_A_SITE + 1])
    return found if len(found) <= MOST_OF_A_SITE else []


def _told_apart(partner: PartnerSchool) -> list[int]:
    """The entries that were found to be another school than this one."""
    pairs = DistinctPair.objects.filter(Q(first=partner) | Q(second=partner)).values_list("first", "second")
    return [one for pair in pairs for one in pair if one != partner.pk]
