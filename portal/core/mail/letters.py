"""Letters from templates. They are queued: the worker posts them, so that no page waits for the mail server."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

logger = logging.getLogger("portal.mail")
BOTH = ("ja", "en")


@task(backend="db")
def post_letter(subject: str, body: str, to: list[str]) -> None:
    """Send one letter; an error of the mail server is kept with the task."""
    EmailMessage(subject=subject, body=body, to=to).send()


def letter_text(template: str, context: Mapping[str, Any], languages: Sequence[str] = BOTH) -> tuple[str, str]:
    """(subject, body) of `templates/emails/<template>.txt`, its first line the subject, in each language in turn."""
    subjects, bodies = [], []
    for language in languages:
        with translation.override(language):
            text = render_to_string(f"emails/{template}.txt", dict(context)).strip()
        subject, _line_end, body = text.partition("\n")
        subjects.append(subject.strip())
        bodies.append(body.strip())
    return " / ".join(subjects), "\n\n----\n\n".join(bodies) + "\n"


def queue_letter(template: str, to: str, context: Mapping[str, Any], languages: Sequence[str] = BOTH) -> None:
    """Queue a letter to one address; nothing happens without an address.

    Call it in `transaction.on_commit`. Nothing raises: what a letter tells of has already happened, so a letter that
    cannot be written or queued is logged.
    """
    if not to:
        return
    try:
        subject, body = letter_text(template, context, languages)
        post_letter.enqueue(subject, body, [to])
    except Exception:
        logger.exception("the letter %s could not be queued", template)


def queue_after_commit(template: str, addresses: Iterable[str], context: Mapping[str, Any]) -> None:
    """`queue_letter` to each of these addresses, once the transaction is through; empty ones are left out."""
    for address in addresses:
        transaction.on_commit(partial(queue_letter, template, address, context))
