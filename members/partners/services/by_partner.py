"""What a partner does itself through its link. Everything else of the portal has a user; these have the link."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.matching.months import add_months
from members.partners.letters.posting import write_letter
from members.partners.link_models import PartnerLink
from members.partners.links.purposes import ADDRESS, RETURN, UPDATE
from members.partners.models import PartnerSchool
from members.partners.states import PartnerStatus
from portal.core import audit

from .links import SpentLinkError, give_link, held_partner, revoke_links

LONGEST_FULL_MONTHS = 18
"""So far ahead a partner may say that it is full: longer is a pause."""


def note(action: str, partner: PartnerSchool, link: PartnerLink, **data: Any) -> None:
    """Write down that the partner did something itself: no user, but its link."""
    audit.record(action, partner, data={"by": "link", "link": link.pk, **data})


def confirmed(partner: PartnerSchool) -> bool:
    """Mark the profile as right today; whether that was news."""
    today = timezone.localdate()
    is_news = partner.confirmed_on != today
    partner.confirmed_on = today
    return is_news


@transaction.atomic
def confirm(link: PartnerLink) -> PartnerSchool:
    """Everything is still right: confirmed today. Doing it twice on a day changes nothing."""
    partner, link = held_partner(link)
    if confirmed(partner):
        partner.save()
        note("partners.self_confirmed", partner, link)
    return partner


@transaction.atomic
def pause(link: PartnerLink) -> PartnerSchool:
    """Take no requests and stand in no list until the partner resumes."""
    return _set_status(link, PartnerStatus.PAUSED, "partners.self_paused")


@transaction.atomic
def resume(link: PartnerLink) -> PartnerSchool:
    """Take requests again; who resumes has looked at the profile, so it is confirmed too."""
    return _set_status(link, PartnerStatus.ACTIVE, "partners.self_resumed")


def _set_status(link: PartnerLink, status: PartnerStatus, action: str) -> PartnerSchool:
    partner, link = held_partner(link)
    if partner.status != status:
        partner.status = status
        if status == PartnerStatus.ACTIVE:
            confirmed(partner)
        partner.save()
        note(action, partner, link)
    return partner


def latest_full_day(today: datetime.date | None = None) -> datetime.date:
    """The last day until which a partner may say that it is full."""
    return add_months(today or timezone.localdate(), LONGEST_FULL_MONTHS)


@transaction.atomic
def set_full_until(link: PartnerLink, day: datetime.date | None) -> PartnerSchool:
    """Full until that day, None for not any more. Raises `ValidationError` for a day out of range."""
    if day is not None and not timezone.localdate() <= day <= latest_full_day():
        raise ValidationError(_("Choose a day within the next 18 months."))
    partner, link = held_partner(link)
    if partner.full_until != day:
        partner.full_until = day
        partner.save()
        note("partners.self_full", partner, link, fields=["full_until"])
    return partner


@transaction.atomic
def leave(link: PartnerLink) -> PartnerSchool:
    """Leave the register: closed, all links taken back, and a goodbye with a link to come back."""
    partner, link = held_partner(link)
    partner.status = PartnerStatus.CLOSED
    partner.save()
    note("partners.self_left", partner, link)
    revoke_links(partner, actor=None)
    back = give_link(partner, RETURN)
    write_letter("goodbye", partner.contact_email, language=partner.letter_language, partner=partner, link=back)
    return partner


@transaction.atomic
def come_back(link: PartnerLink) -> PartnerSchool:
    """Be listed again after leaving, and get a link to look the profile over."""
    partner, link = held_partner(link, spend=True)
    partner.status = PartnerStatus.ACTIVE
    partner.full_until = None
    confirmed(partner)
    partner.save()
    note("partners.self_returned", partner, link)
    update = give_link(partner, UPDATE)
    write_letter("welcome_back", partner.contact_email, language=partner.letter_language, partner=partner, link=update)
    return partner


@transaction.atomic
def propose_address(link: PartnerLink, email: str) -> bool:
    """Send a link to a new address, which proves it, and a notice to the old one; False when it is the same address.

    Earlier links for another new address are taken back.
    """
    partner, link = held_partner(link)
    if email == partner.contact_email:
        return False
    for earlier in PartnerLink.objects.open().filter(partner=partner, purpose=ADDRESS):
        earlier.revoked_at, earlier.proposed_email = timezone.now(), ""
        earlier.save(update_fields=["revoked_at", "proposed_email"])
    proof = give_link(partner, ADDRESS, proposed_email=email)
    language = partner.letter_language
    write_letter("address", email, language=language, partner=partner, link=proof)
    write_letter("address_notice", partner.contact_email, language=language, partner=partner)
    note("partners.self_address_asked", partner, link, fields=["contact_email"])
    return True


@transaction.atomic
def prove_address(link: PartnerLink) -> PartnerSchool:
    """Take over the address to which the link was sent. The old one is told; its links are worth nothing any more."""
    partner, link = held_partner(link, spend=True)
    if not link.proposed_email:
        raise SpentLinkError
    old, partner.contact_email = partner.contact_email, link.proposed_email
    partner.save()
    link.proposed_email = ""
    link.save(update_fields=["proposed_email"])
    note("partners.self_address_changed", partner, link, fields=["contact_email"])
    revoke_links(partner, actor=None)
    update = give_link(partner, UPDATE)
    language = partner.letter_language
    write_letter("address_changed", partner.contact_email, language=language, partner=partner, link=update)
    write_letter("address_gone", old, language=language, partner=partner)
    return partner
