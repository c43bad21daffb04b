"""A mailing begins: its words are frozen, and each recipient gets a row."""

import logging
from email.utils import parseaddr
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from newsletter.mail.editions import freeze_editions
from newsletter.models import Delivery, Mailing
from newsletter.vocabulary import MailingState

from .audience import NEVER_BEGUN, editions_of, language_for, recipients
from .clicks import count_links
from .errors import NotPossibleError
from .services.stepping import locked, step

logger = logging.getLogger("portal.newsletter")

STEP = 2_000
"""So many recipients are entered in one transaction."""
_LONGEST_DOMAIN = 80


def start_due() -> int:
    """Begin the mailings whose time has come; gives how many. One that cannot is a draft again, with the reason."""
    due = Mailing.objects.filter(state=MailingState.SCHEDULED).filter(
        Q(scheduled_at=None) | Q(scheduled_at__lte=timezone.now())
    )
    return sum(_start(mailing) for mailing in due.order_by("scheduled_at", "pk"))


def _start(mailing: Mailing) -> bool:
    try:
        with transaction.atomic():
            begin(mailing)
    except Exception as problem:  # whatever is wrong with one issue must not stop the others
        logger.exception("mailing %s cannot begin", mailing.pk)
        known = isinstance(problem, NotPossibleError)
        _back_to_draft(mailing, str(problem) if known else _("The mail could not be made. See the log of the worker."))
        return False
    return True


def begin(mailing: Mailing) -> None:
    """From scheduled to being sent: freeze the editions, and fix what all mails have in common.

    In a transaction of the caller. Nothing happens when another worker was quicker or the mailing was taken back.
    Raises `NotPossibleError` when the issue is not published any more.
    """
    held = locked(mailing)
    if held.state != MailingState.SCHEDULED:
        return
    if not editions_of(held.issue_key):
        raise NotPossibleError(_("The issue is not published, so there is nothing to send."))
    held.tracks_clicks = settings.NEWSLETTER_TRACK_CLICKS
    held.message_domain = message_domain()
    held.save(update_fields=["tracks_clicks", "message_domain"])
    freeze_editions(held)
    if held.tracks_clicks:
        count_links(held)
    step(held, MailingState.SENDING, "mailing.begin", by=None, started_at=timezone.now(), trouble="")


def message_domain() -> str:
    """The right side of the Message-IDs: the domain of the sender."""
    domain = parseaddr(settings.NEWSLETTER_FROM_EMAIL)[1].rpartition("@")[2]
    return domain[-_LONGEST_DOMAIN:].lstrip(".-") or "localhost"


@transaction.atomic
def _back_to_draft(mailing: Mailing, trouble: str) -> None:
    held = locked(mailing)
    if held.state == MailingState.SCHEDULED:
        step(held, MailingState.DRAFT, "mailing.fail", by=None, data={"why": trouble[:300]}, trouble=trouble[:300])


@transaction.atomic
def enter_step(mailing: Mailing) -> bool:
    """Enter the next recipients, by the order of their keys; False when all are entered, or it is not being sent.

    Each step is one transaction and ends with how far it has come: a killed worker leaves whole steps. The lock of the
    mailing keeps a second worker out, and should everything else fail, the constraint on issue and subscriber does.
    """
    held = locked(mailing)
    if held.state != MailingState.SENDING or held.entered_at is not None:
        return False
    editions = set(held.editions.values_list("language", flat=True))
    found = recipients(held.audience, held.issue_key, editions).filter(pk__gt=held.entered_up_to)
    people = list(found.order_by("pk").values_list("pk", "language")[:STEP])
    if people:
        _enter(held, people, editions)
        held.entered_up_to = people[-1][0]
    if len(people) < STEP:
        held.entered_at = timezone.now()
        _tell_planner()
    held.save(update_fields=["entered_up_to", "entered_at"])
    return held.entered_at is None


def _tell_planner() -> None:
    """PostgreSQL still believes that the table is as small as before, and would read all of it for each mail."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(Delivery._meta.db_table)}")


def _enter(mailing: Mailing, people: list[tuple[int, str]], editions: set[str]) -> None:
    now = timezone.now()
    # Left over from a mailing that was called off before it came to them.
    keys = [pk for pk, _language in people]
    Delivery.objects.filter(NEVER_BEGUN, issue_key=mailing.issue_key, subscriber__in=keys).delete()
    Delivery.objects.bulk_create(
        (
            Delivery(
                mailing_id=mailing.pk,
                issue_key=mailing.issue_key,
                subscriber_id=pk,
                language=language_for(language, mailing.audience, editions) or language,
                message_id=f"<{uuid4().hex}@{mailing.message_domain}>",
                due_at=now,
            )
            for pk, language in people
        ),
        ignore_conflicts=True,
    )
