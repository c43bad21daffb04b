"""The people of a school: invited, given another role, taken out. Managers do it, or the desk for them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.schools.logins import end_all_sessions
from members.schools.models import Invitation, Membership, Role, School
from portal.core import audit
from portal.core.mail.letters import queue_after_commit
from portal.core.printing.frame import public_address
from portal.users.models import User

from .credentials import new_login_ids
from .notices import tell_account

VALID_DAYS = 14
MOST_PEOPLE = 30
"""More than any school has; a bound for what one manager can make the office's server send."""


@transaction.atomic
def invite(school: School, *, email: str, name: str, role: str, actor: User) -> Invitation:
    """Send a colleague a link with which they get an ID of their own.

    An open invitation to the same address is replaced. Raises `ValidationError` with a message per field.
    """
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    people = Membership.objects.current().filter(school=school).count()
    if people + Invitation.objects.open().filter(school=school).count() >= MOST_PEOPLE:
        raise ValidationError(_("A school may have %(most)d people at most.") % {"most": MOST_PEOPLE})
    Invitation.objects.filter(school=school, email=email, used_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    expires = timezone.now() + datetime.timedelta(days=VALID_DAYS)
    invitation = Invitation(school=school, email=email, name=name, role=role, invited_by=actor, expires_at=expires)
    invitation.full_clean()
    invitation.save()
    audit.record("schools.person_invited", school, actor=actor, data={"role": str(role)})
    url = public_address(reverse("members:invitation", args=[invitation.pk, invitation.secret]))
    context = {"invitation": invitation, "school": school, "url": url, "days": VALID_DAYS, "inviter": actor}
    queue_after_commit("invitation", [email], context)
    return invitation


def open_invitation(pk: int, secret: str) -> Invitation | None:
    """The invitation that a link leads to, if it is still open."""
    invitation = Invitation.objects.open().filter(pk=pk).select_related("school", "invited_by").first()
    return invitation if invitation and invitation.matches(secret.replace("-", "")) else None


@transaction.atomic
def accept_invitation(pk: int, *, password: str = "", name: str = "", user: User | None = None) -> Membership | None:
    """Join the school: with a new account, or as `user`, who has one already. None when the link is not open any more.

    The address of the invitation counts as confirmed for a new account: its owner has opened the link.
    """
    invitation = Invitation.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if invitation is None or not invitation.is_open():
        return None
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    if user is None:
        user = User(username=new_login_ids(1)[0], name=name or invitation.name, email=invitation.email)
        user.email_confirmed_at = user.password_changed_at = timezone.now()
        user.set_password(password)
        user.save()
    today = timezone.localdate()
    membership, _is_new = Membership.objects.update_or_create(
        user=user,
        school_id=invitation.school_id,
        defaults={"role": invitation.role, "starts_on": today, "ends_on": None},
    )
    audit.record("schools.person_joined", membership.school, actor=user, data={"role": membership.role})
    tell_account("person_joined", user, {"membership": membership})
    return membership


@transaction.atomic
def withdraw_invitation(school: School, pk: int, *, actor: User) -> bool:
    """Take an invitation back; False when it is not open any more."""
    invitation = Invitation.objects.select_for_update(no_key=True).filter(school=school, pk=pk).first()
    if invitation is None or not invitation.is_open():
        return False
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    audit.record("schools.invitation_withdrawn", school, actor=actor)
    return True


@transaction.atomic
def change_role(membership: Membership, role: str, *, actor: User) -> Membership:
    """Give a person another role. Raises `ValidationError` for the school's own account, which manages always."""
    locked = Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    _refuse_school_account(locked)
    if role not in Role.values:
        raise ValidationError({"role": _("Choose a role.")})
    if locked.role != role:
        locked.role = role
        locked.save(update_fields=["role"])
        data = {"username": locked.user.username, "role": role}
        audit.record("schools.role_changed", locked.school, actor=actor, data=data)
        tell_account("role_changed", locked.user, {"membership": locked})
    return locked


@transaction.atomic
def end_membership(membership: Membership, *, actor: User) -> Membership:
    """Take a person out of the school from now on; their sessions end. What they did keeps their name.

    Raises `ValidationError` for the school's own account.
    """
    locked = Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    _refuse_school_account(locked)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    tell_account("person_left", locked.user, {"membership": locked})
    locked.starts_on = min(locked.starts_on, yesterday)
    locked.ends_on = yesterday
    locked.save(update_fields=["starts_on", "ends_on"])
    end_all_sessions(locked.user)
    audit.record("schools.person_left", locked.school, actor=actor, data={"username": locked.user.username})
    return locked


def _refuse_school_account(membership: Membership) -> None:
    if membership.is_school_account:
        raise ValidationError(_("The school's own account stays a manager; the office can issue it anew."))
