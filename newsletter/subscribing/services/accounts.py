"""Subscriptions of people with an account: one click where the address is proven, and a subscription that moves along.

The newsletter is a matter of the mailbox. An account that ends takes nothing away: the link to it is loosened, and the
mails go on until somebody leaves or the address does not exist any more.
"""

from collections.abc import Collection
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from newsletter.models import Subscriber
from newsletter.models.subscribers import new_key
from newsletter.subscribing.addresses import clean_address, email_key
from newsletter.subscribing.consents import account_consent
from newsletter.subscribing.letters import Kind, queue
from newsletter.vocabulary import SubscriberEventKind, SubscriberStatus, SubscriptionSource, SuspensionReason
from portal.users.models import User

from .asking import Preferences, ask
from .confirming import begin
from .leaving import Way, end
from .rows import RECEIVING, balance_of_leaving, locked_or_new, note

BOUNCED = (SuspensionReason.HARD_BOUNCE, SuspensionReason.SOFT_BOUNCES)


class Answer(StrEnum):
    """What came of the click."""

    RECEIVES = "receives"
    ASKED = "asked"
    NO_ADDRESS = "no_address"


def subscribe_account(user: User) -> Answer:
    """Let the mailbox of an account receive the newsletter: at once where its address is proven, else after a letter.

    The click is the person's own word, so that it also ends an earlier leave.
    """
    try:
        email = clean_address(user.email)
    except ValidationError:
        return Answer.NO_ADDRESS
    language = get_language() or "ja"
    if user.email_confirmed_at is None:
        note_text = account_consent(user.username)
        ask(email, Preferences(language), source=SubscriptionSource.ACCOUNT, consent_note=note_text, account=user)
        return Answer.ASKED
    _begin_for(user, email, language)
    return Answer.RECEIVES


@transaction.atomic
def _begin_for(user: User, email: str, language: str) -> None:
    held, is_new = locked_or_new(email, source=SubscriptionSource.ACCOUNT)
    if held.account_id in (None, user.pk):
        Subscriber.objects.filter(account=user).exclude(pk=held.pk).update(account=None)
        held.account = user
    if held.status == RECEIVING:
        held.save(update_fields=["account"])
        return
    if is_new:
        held.language = language
    held.source, held.consent_note = SubscriptionSource.ACCOUNT, account_consent(user.username)
    begin(held, consented_at=timezone.now())
    note(held, SubscriberEventKind.CONFIRMED, source=SubscriptionSource.ACCOUNT, balance=1)
    queue(Kind.WELCOME, held)


@transaction.atomic
def move_subscription(user: User) -> None:
    """Let the subscription of an account follow to its new address, which was proven just now.

    Links in the mails of the old mailbox lead to nothing from now on. Where the new mailbox has a subscription of its
    own, that one stays as it is, and the old mailbox has left.
    """
    try:
        email = clean_address(user.email)
    except ValidationError:
        return
    rows = _both(user, email)
    own = next((row for row in rows if row.account_id == user.pk), None)
    if own is None or own.email_key == email_key(email):
        return
    other = next((row for row in rows if row.email_key == email_key(email)), None)
    if other is None and _moved(own, email):
        return
    _give_way(own, other or _both(user, email)[-1], user)


def _both(user: User, email: str) -> list[Subscriber]:
    """The subscription of the account and that of the address, locked in one order: nobody waits in a circle."""
    either = Q(account=user) | Q(email_key=email_key(email))
    return list(Subscriber.objects.select_for_update(no_key=True).filter(either).order_by("pk"))


def _moved(own: Subscriber, email: str) -> bool:
    """Give the subscription its new address; False when somebody asked for that address at the same moment."""
    own.email, own.email_key, own.key = email, email_key(email), new_key()
    try:
        with transaction.atomic():
            own.save(update_fields=["email", "email_key", "key"])
    except IntegrityError:
        own.refresh_from_db()
        return False
    note(own, SubscriberEventKind.CHANGED, source=SubscriptionSource.ACCOUNT)
    if own.status == SubscriberStatus.SUSPENDED and own.suspension in BOUNCED and own.confirmed_at is not None:
        # What came back came from the old address.
        begin(own, consented_at=own.consented_at)
        note(own, SubscriberEventKind.RESUMED, source=SubscriptionSource.ACCOUNT, balance=1)
    return True


def _give_way(own: Subscriber, other: Subscriber, user: User) -> None:
    was_reader = own.status == RECEIVING
    note(own, SubscriberEventKind.UNSUBSCRIBED, source=Way.ACCOUNT, balance=balance_of_leaving(own))
    own.account = None
    own.save(update_fields=["account"])
    end(own)
    if other.account_id is None:
        other.account = user
        other.save(update_fields=["account"])
    if was_reader and other.status == SubscriberStatus.PENDING:
        begin(other, consented_at=own.consented_at)
        note(other, SubscriberEventKind.CONFIRMED, source=SubscriptionSource.ACCOUNT, balance=1)


def let_go_accounts(users: Collection[int]) -> None:
    """Loosen the subscriptions of accounts whose people are forgotten; the mailboxes keep what they asked for."""
    Subscriber.objects.filter(account__in=users).update(account=None)
