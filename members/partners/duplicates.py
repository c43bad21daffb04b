"""Partners that may be the same school: the same name in the country, or the same web site."""

import unicodedata
from urllib.parse import urlsplit

from .models import PartnerSchool

MOST = 10


def likely_duplicates(
    name: str, country: str, city: str, website: str, exclude: int | None = None
) -> list[PartnerSchool]:
    """Partners of the country with that name, folded, those of the city first, and those with that web site's host."""
    wanted, host = folded(name), host_of(website)
    others = PartnerSchool.objects.all() if exclude is None else PartnerSchool.objects.exclude(pk=exclude)
    partners = others.only("code", "name", "name_en", "name_local", "city", "website")
    same_name = [
        partner
        for partner in partners.filter(country=country)
        if wanted and wanted in {folded(each) for each in (partner.name, partner.name_en, partner.name_local)}
    ]
    same_name.sort(key=lambda partner: folded(partner.city) != folded(city))
    with_host = partners.filter(website__icontains=host) if host else []
    same_host = [partner for partner in with_host if host_of(partner.website) == host]
    return list({partner.pk: partner for partner in [*same_name, *same_host]}.values())[:MOST]


def folded(text: str) -> str:
    """A name without width, case, accents, punctuation and spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def host_of(website: str) -> str:
    """The host of an address without `www.`."""
    return (urlsplit(website).hostname or "").removeprefix("www.")
