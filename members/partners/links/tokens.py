"""The address of a link: its key, signed with a salt that holds its purpose.

Without our secret nobody makes one, not even from a copy of the database; and a signature made for one purpose does not
hold for another.
"""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from members.partners.link_models import PartnerLink
from portal.core.printing.frame import public_address

_SEPARATOR = "~"


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"members.partners.link.{purpose}", sep=_SEPARATOR)


def token_of(link: PartnerLink) -> str:
    """What stands in the address of a link."""
    return _signer(link.purpose).sign(link.key)


def address_of(link: PartnerLink) -> str:
    """The whole address, as it stands in a letter."""
    return public_address(reverse("partner_links:page", args=[token_of(link)]))


def link_of_token(token: str) -> PartnerLink | None:
    """The link with that token, open or not; None for a token that is none of ours."""
    key, _separator, _signature = token.partition(_SEPARATOR)
    link = PartnerLink.objects.select_related("partner", "application").filter(key=key[:24]).first()
    if link is None:
        return None
    try:
        signed = _signer(link.purpose).unsign(token)
    except BadSignature:
        return None
    return link if signed == link.key else None
