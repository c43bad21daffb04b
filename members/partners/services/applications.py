"""Schools abroad that ask to be listed: handed in, proved, decided at the desk."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from members.partners.application_models import ApplicationStatus, DeclineReason, PartnerApplication
from members.partners.letters.posting import write_letter
from members.partners.link_models import PartnerLink
from members.partners.links.purposes import REGISTER, UPDATE
from members.partners.models import PartnerSchool
from members.partners.states import Origin, Verification
from portal.core import audit
from portal.users.models import User

from .links import SpentLinkError, give_link, is_usable, touch

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Codes are read out on the telephone: no signs that look alike."""
_TAKEN_OVER = (
    "name_en",
    "name_local",
    "country",
    "city",
    "timezone",
    "age_min",
    "age_max",
    "exchange_types",
    "languages",
    "themes",
    "website",
    "contact_name",
    "contact_email",
    "story_en",
)


class DecidedMeanwhileError(Exception):
    """Somebody else at the desk has decided already."""


@transaction.atomic
def hand_in(*, language: str = "en", **fields: Any) -> PartnerApplication:
    """Store an application and send the link that proves its address. Raises `ValidationError` by field."""
    application = PartnerApplication(language=language, consented_at=timezone.now(), **fields)
    application.full_clean()
    application.save()
    link = give_link(application, REGISTER)
    write_letter("register", application.contact_email, language=language, application=application, link=link)
    return application


@transaction.atomic
def prove(link: PartnerLink) -> PartnerApplication:
    """The link reached the address: the application enters the queue. Raises `SpentLinkError` for one that is over."""
    if link.application_id is None:
        raise SpentLinkError
    application = PartnerApplication.objects.select_for_update(no_key=True).get(pk=link.application_id)
    locked = PartnerLink.objects.select_for_update(no_key=True, of=("self",)).get(pk=link.pk)
    locked.application = application
    if not is_usable(locked):
        raise SpentLinkError
    touch(locked, spend=True)
    application.status, application.proved_at = ApplicationStatus.NEW, timezone.now()
    application.save(update_fields=["status", "proved_at"])
    audit.record("partners.application_proved", application, data={"by": "link", "link": locked.pk})
    return application


@transaction.atomic
def accept(application: PartnerApplication, *, actor: User) -> PartnerSchool:
    """List the school: a partner of its own, reached by mail and confirmed today, that gets the link to its profile.

    Raises `DecidedMeanwhileError`, or `ValidationError` when the application has not proved its address.
    """
    locked = _undecided(application)
    if locked.status != ApplicationStatus.NEW:
        raise ValidationError(_("The address is not proved yet."))
    today = timezone.localdate()
    partner = PartnerSchool(
        code=_free_code(locked.country),
        name=locked.name_en,
        letter_language=locked.language,
        origin=Origin.ITSELF,
        verification=Verification.REACHED,
        verified_on=today,
        verified_by=actor,
        confirmed_on=today,
        **{name: getattr(locked, name) for name in _TAKEN_OVER},
    )
    partner.full_clean()
    partner.save()
    locked.partner = partner
    _decide(locked, ApplicationStatus.ACCEPTED, actor)
    audit.record("wagtail.create", partner, actor=actor)
    audit.record("partners.application_accepted", locked, actor=actor, data={"partner": partner.pk})
    link = give_link(partner, UPDATE, actor=actor)
    write_letter("accepted", partner.contact_email, language=partner.letter_language, partner=partner, link=link)
    return partner


@transaction.atomic
def decline(application: PartnerApplication, reason: str, remark: str, *, actor: User) -> PartnerApplication:
    """Do not list the school, and tell it why; the remark stays at the desk. Raises `DecidedMeanwhileError`."""
    locked = _undecided(application)
    was_proved = locked.status == ApplicationStatus.NEW
    locked.reason, locked.remark = DeclineReason(reason), remark
    _decide(locked, ApplicationStatus.DECLINED, actor)
    audit.record("partners.application_declined", locked, actor=actor, data={"reason": reason})
    if was_proved:
        write_letter(f"declined_{reason}", locked.contact_email, language=locked.language, application=locked)
    return locked


@transaction.atomic
def mark_spam(application: PartnerApplication, *, actor: User) -> PartnerApplication:
    """Put it away without a letter. Raises `DecidedMeanwhileError`."""
    locked = _undecided(application)
    _decide(locked, ApplicationStatus.SPAM, actor)
    audit.record("partners.application_spam", locked, actor=actor)
    return locked


def _undecided(application: PartnerApplication) -> PartnerApplication:
    locked = PartnerApplication.objects.select_for_update(no_key=True).get(pk=application.pk)
    if not locked.is_undecided:
        raise DecidedMeanwhileError
    return locked


def _decide(application: PartnerApplication, status: ApplicationStatus, actor: User) -> None:
    application.status, application.decided_at, application.decided_by = status, timezone.now(), actor
    application.save()


def _free_code(country: str) -> str:
    """A partner code that nobody has: the country and six signs."""
    while True:
        code = f"{country}-{get_random_string(6, _SIGNS)}"
        if not PartnerSchool.objects.filter(code=code).exists():
            return code
