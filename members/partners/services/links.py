"""Giving links out, taking them back, using them up."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from members.partners.application_models import ApplicationStatus, PartnerApplication
from members.partners.letters.posting import write_letter
from members.partners.link_models import PartnerLetter, PartnerLink
from members.partners.links.purposes import UPDATE, known_purpose, purpose_of
from members.partners.models import PartnerSchool
from members.partners.states import PartnerStatus
from portal.core import audit
from portal.users.models import User

JUST_NOW = datetime.timedelta(minutes=10)


class SpentLinkError(Exception):
    """The link was used, taken back or has expired meanwhile."""


def give_link(
    owner: PartnerSchool | PartnerApplication, purpose: str, *, actor: User | None = None, proposed_email: str = ""
) -> PartnerLink:
    """A new link for a partner or an application, inside the transaction of whoever sends it."""
    days = known_purpose(purpose).days
    link = PartnerLink.objects.create(
        partner=owner if isinstance(owner, PartnerSchool) else None,
        application=owner if isinstance(owner, PartnerApplication) else None,
        purpose=purpose,
        key=get_random_string(24),
        language=owner.letter_language if isinstance(owner, PartnerSchool) else owner.language,
        proposed_email=proposed_email,
        created_by=actor,
        expires_at=timezone.now() + datetime.timedelta(days=days),
    )
    if isinstance(owner, PartnerSchool):
        audit.record("partners.link_given", owner, actor=actor, data={"link": link.pk, "purpose": purpose})
    return link


@transaction.atomic
def send_link(partner: PartnerSchool, *, actor: User | None = None) -> PartnerLink:
    """Send a partner the link to its own profile, to its address on record.

    Raises `ValidationError` for a partner that cannot be written to or that has left.
    """
    locked = PartnerSchool.objects.select_for_update(no_key=True).get(pk=partner.pk)
    if not locked.contact_email:
        raise ValidationError(_("There is no contact e-mail."))
    if locked.status == PartnerStatus.CLOSED:
        raise ValidationError(_("The partner is closed."))
    link = give_link(locked, UPDATE, actor=actor)
    write_letter("update", locked.contact_email, language=locked.letter_language, partner=locked, link=link)
    return link


def send_links(partners: Sequence[int], *, actor: User) -> tuple[int, int]:
    """`send_link` to each of these partners, each in a transaction of its own; (sent, left out).

    Left out are those that cannot be written to, and those that got the letter within `JUST_NOW`: whoever sends the
    form twice, or again after an interruption, writes to nobody twice.
    """
    sent = 0
    recent = PartnerLetter.objects.filter(kind=UPDATE, created_at__gt=timezone.now() - JUST_NOW).values("partner")
    for partner in PartnerSchool.objects.filter(pk__in=partners).exclude(pk__in=recent).order_by("pk"):
        try:
            send_link(partner, actor=actor)
        except ValidationError:
            continue
        sent += 1
    return sent, len(partners) - sent


@transaction.atomic
def revoke_link(link: PartnerLink, *, actor: User | None) -> bool:
    """Take a link back; from now on it opens nothing. Whether there was something to take back."""
    locked = PartnerLink.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
    if not locked.is_open:
        return False
    locked.revoked_at, locked.revoked_by, locked.proposed_email = timezone.now(), actor, ""
    locked.save(update_fields=["revoked_at", "revoked_by", "proposed_email"])
    if locked.partner is not None:
        data = {"link": locked.pk, "purpose": locked.purpose}
        audit.record("partners.link_revoked", locked.partner, actor=actor, data=data)
    return True


@transaction.atomic
def revoke_links(partner: PartnerSchool, *, actor: User | None) -> int:
    """Take all open links of a partner back; how many."""
    return sum(revoke_link(link, actor=actor) for link in PartnerLink.objects.open().filter(partner=partner))


def is_usable(link: PartnerLink) -> bool:
    """Whether a link opens something: it is open itself, and its purpose fits what has become of its owner."""
    purpose = purpose_of(link.purpose)
    if purpose is None or not link.is_open:
        return False
    if link.application is not None:
        return link.application.status == ApplicationStatus.UNPROVED
    return link.partner is not None and _fits(link.partner, purpose.works_when_closed)


def _fits(partner: PartnerSchool, closed: bool) -> bool:
    return partner.merged_into_id is None and (partner.status == PartnerStatus.CLOSED) == closed


def held_partner(link: PartnerLink, *, spend: bool = False) -> tuple[PartnerSchool, PartnerLink]:
    """The partner of a link, locked inside the caller's transaction, and the link, marked as seen (or used up).

    Raises `SpentLinkError` when the link does not open anything any more.
    """
    if link.partner_id is None:
        raise SpentLinkError
    partner = PartnerSchool.objects.select_for_update(no_key=True).get(pk=link.partner_id)
    locked = PartnerLink.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
    locked.partner = partner
    if not is_usable(locked):
        raise SpentLinkError
    touch(locked, spend=spend)
    return partner, locked


def touch(link: PartnerLink, *, spend: bool) -> None:
    """Note that a link was used just now, for good with `spend`. The row is locked by the caller."""
    link.last_seen_at = timezone.now()
    link.used_at = link.last_seen_at if spend else None
    link.save(update_fields=["last_seen_at", "used_at"])
