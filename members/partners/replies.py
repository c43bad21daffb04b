"""How a partner has answered the office's requests so far, and how well it is known, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.dates import filed_date

from .directory.facets import RELIABLE_REQUESTS
from .models import PartnerSchool
from .states import Verification


def replies_in_words(partner: PartnerSchool) -> str:
    """`Answered 4 of 5 requests`; empty while there are too few to tell anything."""
    if partner.requests < RELIABLE_REQUESTS:
        return ""
    template = ngettext(
        "Answered %(replies)d of %(requests)d request",
        "Answered %(replies)d of %(requests)d requests",
        partner.requests,
    )
    return template % {"replies": partner.replies, "requests": partner.requests}


def verification_in_words(partner: PartnerSchool) -> str:
    """What the office has done to be sure of the school, with the day; empty when nothing yet."""
    words = {
        Verification.REACHED: _("The school answered the office's mail or call (%(date)s)."),
        Verification.LISTED: _("The office found the school in an official list (%(date)s)."),
        Verification.CONFIRMED: _("Its authority or a visit confirmed the school (%(date)s)."),
    }
    found = words.get(Verification(partner.verification))
    if found is None or partner.verified_on is None:
        return ""
    return found % {"date": filed_date(partner.verified_on)}
