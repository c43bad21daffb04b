"""Letters to partners: written with what they tell of, posted by the worker, never twice.

The letter that waits holds no key: the address of its link is made while it is posted.
"""

import datetime
import logging
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django_tasks import task

from members.partners.link_models import PartnerLetter, PartnerLink
from members.partners.links.tokens import address_of
from members.partners.models import PartnerSchool
from portal.core.site_settings import PortalSettings

from .wording import Wording, wording_for

logger = logging.getLogger("portal.mail")
TRIED_FOR = datetime.timedelta(days=7)
"""A letter that the mail server has not taken for so long is given up; the desk sees it."""
LEFT_TO_THE_QUEUE = datetime.timedelta(minutes=5)
"""So long a new letter is left to the task that was queued with it."""
ROWS_AT_ONCE = 200
FAILURES_IN_A_ROW = 3
"""After so many the mail server is taken to be down, until the clock comes round again."""


def write_letter(
    kind: str,
    address: str,
    *,
    language: str,
    partner: PartnerSchool | None = None,
    link: PartnerLink | None = None,
    **more: Any,
) -> PartnerLetter | None:
    """Note a letter and queue it with the transaction; nothing without an address. `more` are fields of the letter."""
    if not address:
        return None
    letter = PartnerLetter.objects.create(
        kind=kind, address=address, language=language, partner=partner, link=link, **more
    )
    transaction.on_commit(partial(_queue, letter.pk))
    return letter


def _queue(pk: int) -> None:
    """Nothing raises: what a letter tells of has happened, and a letter that is not queued is found by the clock."""
    try:
        post_partner_letter.enqueue(pk)
    except Exception:
        logger.exception("the letter %d to a partner could not be queued", pk)


@task(backend="db")
def post_partner_letter(pk: int) -> None:
    """Post one letter, unless it was posted or begun before."""
    post(pk)


def post(pk: int) -> bool:
    """Post a letter that waits; whether that is done. What the mail server refuses waits for another time."""
    mine = PartnerLetter.objects.filter(pk=pk, posted_at=None, began_at=None)
    if not mine.update(began_at=timezone.now()):
        return True
    letter = PartnerLetter.objects.select_related("link", "partner", "application").get(pk=pk)
    try:
        subject, body = text_of(letter)
        EmailMessage(subject=subject, body=body, to=[letter.address]).send()
    except Exception as problem:
        # The message of a mail server may hold the address.
        logger.warning("the letter %d to a partner could not be posted: %s", pk, type(problem).__name__)
        PartnerLetter.objects.filter(pk=pk).update(began_at=None, failures=F("failures") + 1)
        return False
    PartnerLetter.objects.filter(pk=pk).update(posted_at=timezone.now(), address="")
    return True


def post_waiting(now: datetime.datetime | None = None) -> int:
    """Post the letters that were not taken, the oldest first; a job of the worker. How many were tried."""
    moment = now or timezone.now()
    waiting = PartnerLetter.objects.filter(posted_at=None, began_at=None, created_at__gt=moment - TRIED_FOR)
    waiting = waiting.filter(created_at__lt=moment - LEFT_TO_THE_QUEUE)
    tried, failed = 0, 0
    for pk in waiting.order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE]:
        failed = 0 if post(pk) else failed + 1
        tried += 1
        if failed == FAILURES_IN_A_ROW:
            break
    return tried


def text_of(letter: PartnerLetter) -> tuple[str, str]:
    """(subject, body) in the language of the letter."""
    wording = wording_for(letter.language)
    with translation.override(wording.site_language):
        words = {**_words(letter, wording), **letter.words}
        subject = wording.say(f"letters.{letter.kind}.subject", **words)
        parts = [wording.say("letters.greeting", **words), wording.say(f"letters.{letter.kind}.body", **words)]
        body = "\n\n".join([*parts, wording.say("letters.end", **words)])
    return " ".join(subject.split()), body + "\n"


def _words(letter: PartnerLetter, wording: Wording) -> dict[str, Any]:
    """What every letter may use. Names come from people: they stand in plain text only."""
    office = PortalSettings.load()
    owner: Any = letter.partner or letter.application
    school = owner.name_en or owner.name if letter.partner else owner.name_en
    link = letter.link
    return {
        "school": school,
        "person": owner.contact_name or wording.say("letters.somebody"),
        "site": office.site_name,
        "office": office.office,
        "office_email": office.email,
        "url": address_of(link) if link else "",
        "until": wording.date(timezone.localdate(link.expires_at)) if link else "",
    }
