"""How long the portal keeps links, letters and applications of partners."""

import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from portal.core.retention import Rule, delete, register_rule

from .application_models import ApplicationStatus, PartnerApplication
from .link_models import PartnerLetter, PartnerLink, TryCount

APPLICATION_DAYS = {
    ApplicationStatus.UNPROVED: (14, _("Applications of schools abroad whose address was not proved")),
    ApplicationStatus.SPAM: (30, _("Applications of schools abroad that were spam")),
    ApplicationStatus.DECLINED: (90, _("Applications of schools abroad that were declined")),
    ApplicationStatus.ACCEPTED: (400, _("Applications of schools abroad that were accepted")),
}


def forget_links(before: datetime.datetime, dry_run: bool) -> int:
    """Links that are over, with their letters."""
    return delete(PartnerLink.objects.over(before), dry_run)


def forget_letters(before: datetime.datetime, dry_run: bool) -> int:
    return delete(PartnerLetter.objects.filter(created_at__lt=before), dry_run)


def forget_addresses(before: datetime.datetime, dry_run: bool) -> int:
    """Blank the addresses of letters that were never posted, and of links that proved none."""
    letters = PartnerLetter.objects.filter(created_at__lt=before).exclude(address="")
    links = PartnerLink.objects.over(before).exclude(proposed_email="")
    if dry_run:
        return letters.count() + links.count()
    return letters.update(address="") + links.update(proposed_email="")


def forget_tries(before: datetime.datetime, dry_run: bool) -> int:
    return delete(TryCount.objects.filter(began_at__lt=before), dry_run)


def forget_applications(status: ApplicationStatus, before: datetime.datetime, dry_run: bool) -> int:
    """Applications in that state since before that moment; without a decision the day they were sent counts."""
    moment = "created_at__lt" if status == ApplicationStatus.UNPROVED else "decided_at__lt"
    return delete(PartnerApplication.objects.filter(status=status, **{moment: before}), dry_run)


def register() -> None:
    why_history = _("Whoever asks how a change came about gets an answer for a year.")
    register_rule(Rule("partners.links", _("Links of partners that are over"), why_history, 400, forget_links))
    register_rule(Rule("partners.letters", _("That a letter went to a partner"), why_history, 800, forget_letters))
    register_rule(
        Rule(
            "partners.addresses",
            _("Addresses of letters that were not posted"),
            _("The letter is given up after a week."),
            14,
            forget_addresses,
        )
    )
    register_rule(
        Rule("partners.tries", _("Counts of tries, as digests"), _("They count within a day."), 2, forget_tries)
    )
    for status, (days, what) in APPLICATION_DAYS.items():
        why = _("Long enough for questions of the school.")
        code = f"partners.applications_{status.value}"
        register_rule(Rule(code, what, why, days, partial(forget_applications, status)))
