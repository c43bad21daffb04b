"""The letters about a subscription: how each is written, and how it is queued.

A letter is queued by the number of the subscriber's row and written when it is posted. No address and no link stands
in the table of tasks, and nothing is sent to somebody who was forgotten meanwhile.
"""

import logging
from enum import StrEnum
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from newsletter.mail.documents import MailText, mail_text
from newsletter.models import Subscriber
from newsletter.subscribing.tokens import CONFIRM_DAYS, confirm_url, manage_url

logger = logging.getLogger("portal.mail")


class Kind(StrEnum):
    """Which letter; the template is `newsletter/mail/letters/<value>.html`."""

    CONFIRM = "confirm"
    ALREADY = "already"
    WELCOME = "welcome"
    GOODBYE = "goodbye"


_SUBJECTS = {
    Kind.CONFIRM: _("Confirm that you want to receive our newsletter"),
    Kind.ALREADY: _("You receive our newsletter already"),
    Kind.WELCOME: _("Welcome to our newsletter"),
    Kind.GOODBYE: _("You are unsubscribed from our newsletter"),
}


def written(kind: Kind, subscriber: Subscriber) -> MailText:
    """A letter in the subscriber's language."""
    link = confirm_url(subscriber) if kind == Kind.CONFIRM else manage_url(subscriber)
    with translation.override(subscriber.language):
        subject = str(_SUBJECTS[kind])
    return mail_text(f"letters/{kind}", subscriber.language, subject, {"url": link, "days": CONFIRM_DAYS})


@task(backend="db")
def post(kind: str, pk: int) -> None:
    """Write and send one letter; nobody is written to who was forgotten. An error of the server stays with the task."""
    subscriber = Subscriber.objects.filter(pk=pk).first()
    if subscriber is None:
        return
    written_now = written(Kind(kind), subscriber)
    sender, to = settings.NEWSLETTER_FROM_EMAIL, [subscriber.email]
    letter = EmailMultiAlternatives(written_now.subject, written_now.text, sender, to)
    letter.attach_alternative(written_now.html, "text/html")
    letter.send()


def queue(kind: Kind, subscriber: Subscriber) -> None:
    """Queue a letter once the transaction is through. Nothing raises: what it tells of has happened already."""
    transaction.on_commit(partial(_enqueue, kind, subscriber.pk))


def _enqueue(kind: Kind, pk: int) -> None:
    try:
        post.enqueue(str(kind), pk)
    except Exception:
        logger.exception("the letter %s about a subscription could not be queued", kind)
