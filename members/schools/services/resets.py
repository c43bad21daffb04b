"""A forgotten password: the person asks, and the worker looks whether there is anybody to write to.

The page only queues the question, so that it takes the same time and the same queries for an ID that exists and for one
that does not.
"""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from members.schools.models import FailureCount, OneTimeCode
from members.schools.throttle import PASSWORD, TELL_FROM, WINDOW
from portal.core import audit
from portal.core.printing.frame import public_address
from portal.users.logins import fold_login
from portal.users.models import User

from .credentials import mail_code
from .notices import tell_account

MINUTES = 60


def ask_for_reset(username: str, email: str) -> None:
    """Queue the question. Once the transaction is through, whoever asks."""
    folded, address = fold_login(username)[:150], email.strip()[:254]
    transaction.on_commit(lambda: answer_reset.enqueue(folded, address))


@task(backend="db")
def answer_reset(username: str, email: str) -> None:
    """Send a link when the ID exists and the address is the one its owner has confirmed; otherwise nothing."""
    user = User.objects.filter(username=username, is_active=True).exclude(email_confirmed_at=None).first()
    if user is None or user.email.casefold() != email.casefold():
        return
    with transaction.atomic():
        code: OneTimeCode = mail_code(user, minutes=MINUTES)
        audit.record("schools.reset_asked", user)
        url = public_address(reverse("members:code-link", args=[code.pk, code.secret]))
        tell_account("password_reset", user, {"url": url, "minutes": MINUTES}, to=[user.email])


def tell_attacked() -> int:
    """Tell the owners of IDs at which wrong passwords were typed again and again; once an attack. How many IDs.

    A job of the worker, so that the login page does the same work for every ID.
    """
    since = timezone.now() - WINDOW
    attacked = FailureCount.objects.filter(kind=PASSWORD, failures__gte=TELL_FROM, told_at=None, last_at__gt=since)
    told = 0
    for count in attacked:
        with transaction.atomic():
            # Whoever sets the time sends the letter: two workers tell nobody twice.
            if not FailureCount.objects.filter(pk=count.pk, told_at=None).update(told_at=timezone.now()):
                continue
            user = User.objects.filter(username=count.name, is_active=True).first()
            if user is not None:
                tell_account("login_attempts", user, {"failures": count.failures})
                told += 1
    return told
