"""How long the members' area keeps what it knows of people."""

import datetime
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsletter.subscribing.services.accounts import let_go_accounts
from portal.core.retention import Rule, delete, register_rule
from portal.users.models import User

from .models import AddressChange, FailureCount, Invitation, LoginRecord, Membership, OneTimeCode, YearlyRenewal
from .registration_models import CardLink, PartDraft, PartYear


def _over(before: datetime.datetime) -> Q:
    """Secrets that were used, withdrawn or expired before that moment."""
    return Q(expires_at__lt=before) | Q(used_at__lt=before) | Q(revoked_at__lt=before)


def forget_logins(before: datetime.datetime, dry_run: bool) -> int:
    return delete(LoginRecord.objects.filter(seen_at__lt=before), dry_run)


def forget_failures(before: datetime.datetime, dry_run: bool) -> int:
    """Our counts, and what django-axes writes down of logins that failed and that succeeded."""
    gone = delete(FailureCount.objects.filter(last_at__lt=before), dry_run)
    return gone + sum(
        delete(model.objects.filter(attempt_time__lt=before), dry_run)
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    )


def forget_codes(before: datetime.datetime, dry_run: bool) -> int:
    return delete(OneTimeCode.objects.filter(_over(before)), dry_run)


def forget_invitations(before: datetime.datetime, dry_run: bool) -> int:
    gone = delete(Invitation.objects.filter(_over(before)), dry_run)
    return gone + delete(AddressChange.objects.filter(_over(before)), dry_run)


def forget_notes(before: datetime.datetime, dry_run: bool) -> int:
    """Blank hand-over notes; that the school renewed stays."""
    rows = YearlyRenewal.objects.filter(confirmed_at__lt=before).exclude(handover_note="")
    return rows.count() if dry_run else rows.update(handover_note="")


def forget_people(before: datetime.datetime, dry_run: bool) -> int:
    """Blank name and address of people whose last membership ended, and close their accounts.

    The account itself stays: records name it as the one who wrote them.
    """
    day = before.date()
    acting = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day)).values("user")
    rows = (
        User.objects.filter(memberships__isnull=False, is_superuser=False, groups=None)
        .exclude(pk__in=acting)
        .exclude(name="", email="", is_active=False)
        .distinct()
    )
    keys = list(rows.values_list("pk", flat=True))
    if not dry_run:
        let_go_accounts(keys)
        User.objects.filter(pk__in=keys).update(name="", email="", email_confirmed_at=None, is_active=False)
    return len(keys)


def forget_drafts(before: datetime.datetime, dry_run: bool) -> int:
    """What somebody typed into the registration and never saved."""
    return delete(PartDraft.objects.filter(updated_at__lt=before), dry_run)


def forget_snapshots(before: datetime.datetime, dry_run: bool) -> int:
    """Blank answers of long ago that no page compares with any more; who confirmed what and when stays."""
    rows = PartYear.objects.filter(Q(entered_at=None) | Q(entered_at__lt=before)).exclude(snapshot={}, told_by="")
    rows = rows.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=before))
    return rows.count() if dry_run else rows.update(snapshot={}, told_by="")


def forget_card_links(before: datetime.datetime, dry_run: bool) -> int:
    return delete(CardLink.objects.filter(Q(expires_at__lt=before) | Q(revoked_at__lt=before)), dry_run)


# Code, what, why so long, days, how.
_TABLE: tuple[tuple[str, Any, Any, int, Any], ...] = (
    (
        "schools.logins",
        _("Logins: time, network address, browser"),
        _("To see misuse of an account"),
        90,
        forget_logins,
    ),
    ("schools.failures", _("Counts of failed logins"), _("To slow down attacks"), 31, forget_failures),
    ("schools.codes", _("One-time codes that are over"), _("Log of ID letters"), 400, forget_codes),
    (
        "schools.invitations",
        _("Invitations and address changes that are over: name, e-mail"),
        _("To answer questions about them"),
        90,
        forget_invitations,
    ),
    ("schools.drafts", _("Drafts of the registration"), _("To go on later"), 60, forget_drafts),
    (
        "schools.snapshots",
        _("Answers of the registration as they were confirmed, with contacts"),
        _("To show what has changed since last year"),
        2 * 366,
        forget_snapshots,
    ),
    (
        "schools.card_links",
        _("Links to school cards that are over"),
        _("To know who was given one"),
        400,
        forget_card_links,
    ),
    ("schools.notes", _("Hand-over notes"), _("For the next persons in charge"), 3 * 365, forget_notes),
    (
        "schools.people",
        _("Name and e-mail of people who no longer act for a school"),
        _("To ask them about exchanges they began"),
        365,
        forget_people,
    ),
)


def register() -> None:
    for code, what, why, days, carry_out in _TABLE:
        register_rule(Rule(code, what, why, days, carry_out))
