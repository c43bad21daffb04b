"""Mail addresses of accounts: typed, proven by a link, changed. The old address hears of it."""

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from members.schools.models import AddressChange, Membership, School
from members.schools.selectors import current_membership
from newsletter.subscribing.services.accounts import move_subscription
from portal.core import audit
from portal.core.printing.frame import public_address
from portal.users.models import User

from .notices import addresses_of, tell_account

VALID_DAYS = 7


@transaction.atomic
def ask_for_address(user: User, email: str, *, actor: User) -> AddressChange:
    """Send a link to an address; it becomes the account's when the link is opened. An earlier link counts no more."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    AddressChange.objects.filter(user=locked, used_at=None, revoked_at=None).update(revoked_at=timezone.now())
    expires = timezone.now() + datetime.timedelta(days=VALID_DAYS)
    change = AddressChange.objects.create(user=locked, email=email, expires_at=expires)
    audit.record("schools.address_asked", locked, actor=actor)
    url = public_address(reverse("members:address-confirm", args=[change.pk, change.secret]))
    tell_account("address_confirm", locked, {"url": url, "days": VALID_DAYS}, to=[email])
    return change


def open_address_change(pk: int, secret: str) -> AddressChange | None:
    """The change that a link leads to, if it is still open."""
    change = AddressChange.objects.open().filter(pk=pk).select_related("user").first()
    return change if change and change.matches(secret.replace("-", "")) else None


@transaction.atomic
def confirm_address(pk: int, secret: str) -> User | None:
    """Make the address of a link the account's. None when the link is not open any more.

    The school's own address is filled where it was empty. A subscription to the newsletter moves along. The old address
    is told.
    """
    change = AddressChange.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if change is None or not change.is_open() or not change.matches(secret.replace("-", "")):
        return None
    user = User.objects.select_for_update(no_key=True).get(pk=change.user_id)
    told = [address for address in addresses_of(user, current_membership(user)) if address != change.email]
    change.used_at = timezone.now()
    change.save(update_fields=["used_at"])
    had_one = bool(user.email and user.email_confirmed_at and user.email != change.email)
    user.email, user.email_confirmed_at = change.email, timezone.now()
    user.save(update_fields=["email", "email_confirmed_at"])
    move_subscription(user)
    account = Membership.objects.filter(user=user, is_school_account=True).first()
    if account is not None:
        School.objects.filter(pk=account.school_id, email="").update(email=change.email, updated_at=timezone.now())
    audit.record("schools.address_changed", user, actor=user)
    if had_one:
        tell_account("address_changed", user, to=told)
    return user
