"""A fresh link, sent to the address on record. Whoever asks learns nothing from the answer."""

from django.db import transaction

from members.partners.application_models import ApplicationStatus, PartnerApplication
from members.partners.letters.posting import write_letter
from members.partners.link_models import PartnerLink
from members.partners.links.purposes import REGISTER, RETURN, UPDATE, purpose_of
from members.partners.models import PartnerSchool
from members.partners.states import VISIBLE_STATUSES, PartnerStatus

from .links import give_link
from .tries import FRESH_FOR, may_try

MOST_PARTNERS = 3
"""So many partners of one address get a letter; more share it by mistake."""


def ask_again(link: PartnerLink) -> bool:
    """For a link that opens nothing any more: send another one where that is allowed; whether one was sent."""
    purpose = purpose_of(link.purpose)
    fresh = purpose.fresh if purpose is not None else ""
    if fresh == REGISTER and link.application is not None:
        return _for_application(link.application)
    if link.partner_id is None or not fresh:
        return False
    if fresh == RETURN and link.revoked_at is not None:
        return False
    return _for_partner(link.partner_id)


def ask_by_address(email: str) -> int:
    """Send a link to every listed or paused partner with that contact address; how many were sent."""
    if not email:
        return 0
    partners = PartnerSchool.objects.filter(contact_email__iexact=email, status__in=VISIBLE_STATUSES)
    return sum(_for_partner(pk) for pk in partners.order_by("pk").values_list("pk", flat=True)[:MOST_PARTNERS])


@transaction.atomic
def _for_partner(pk: int) -> bool:
    partner = PartnerSchool.objects.select_for_update(no_key=True).get(pk=pk)
    if partner.merged_into_id is not None or not partner.contact_email or not may_try(FRESH_FOR, f"partner {pk}"):
        return False
    purpose = UPDATE
    if partner.status == PartnerStatus.CLOSED:
        # Only a school that left by itself comes back by itself.
        if not PartnerLink.objects.filter(partner=partner, purpose=RETURN, revoked_at=None).exists():
            return False
        purpose = RETURN
    link = give_link(partner, purpose)
    write_letter(
        f"fresh_{purpose}", partner.contact_email, language=partner.letter_language, partner=partner, link=link
    )
    return True


@transaction.atomic
def _for_application(application: PartnerApplication) -> bool:
    if application.status != ApplicationStatus.UNPROVED or not may_try(FRESH_FOR, f"application {application.pk}"):
        return False
    proof = give_link(application, REGISTER)
    write_letter(
        "register", application.contact_email, language=application.language, application=application, link=proof
    )
    return True
