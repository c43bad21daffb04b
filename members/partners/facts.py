"""What schools in Tokyo see of a partner. Contact data, the desk's notes, its code and its load are not among it."""

from typing import Any

from django.utils.translation import gettext as _

from portal.core.countries import country_name

from .models import PartnerSchool


def place_of(partner: PartnerSchool) -> str:
    """Country, region and city, as far as known: `オーストラリア・ニューサウスウェールズ州（シドニー）`."""
    country, region, city = country_name(partner.country), partner.shown_region, partner.shown_city
    words = {"country": country, "region": region, "city": city}
    if region and city and city != region:
        return _("%(country)s, %(region)s (%(city)s)") % words
    if region or city:
        return _("%(country)s (%(city)s)") % {"country": country, "city": city or region}
    return country


def ages_of(partner: PartnerSchool) -> str:
    """The ages in words, an empty text when unknown."""
    if partner.ages is None:
        return ""
    youngest, oldest = partner.ages
    if youngest == oldest:
        return _("age %(age)d") % {"age": youngest}
    return _("ages %(youngest)d to %(oldest)d") % {"youngest": youngest, "oldest": oldest}


def labels_of(partner: PartnerSchool, name: str) -> list[str]:
    """The labels of what the partner chose in one of its list fields, in the active language."""
    field: Any = PartnerSchool._meta.get_field(name)
    chosen = getattr(partner, name)
    if name == "languages":
        # Level 0 says that a language is not spoken: nothing to offer.
        chosen = {code: level for code, level in chosen.items() if level}
    labels: list[str] = field.labels(chosen)
    return labels


def facts_of(partner: PartnerSchool) -> list[tuple[str, str]]:
    """(label, text) of what a partner is and looks for; unknown answers are left out."""

    def listed(name: str) -> str:
        return _(", ").join(labels_of(partner, name))

    size = _("about %(number)d pupils") % {"number": partner.class_size} if partner.class_size else ""
    rows = [
        (_("Ages"), ages_of(partner)),
        (_("Class"), size),
        (_("Languages"), listed("languages")),
        (_("Exchange types"), listed("exchange_types")),
        (_("Themes"), listed("themes")),
        (_("Months"), listed("months")),
        (_("Tools"), listed("tools")),
    ]
    return [(label, text) for label, text in rows if text]
