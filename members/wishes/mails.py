"""Letters from the portal to the desk, in Japanese. They are queued: the worker posts them, so no form waits for it."""

import logging
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from members.wishes.models import ExchangeWish
from members.wishes.tasks import post_letter
from portal.core.site_settings import PortalSettings

logger = logging.getLogger("portal.mail")


def desk_mail(template: str, context: dict[str, Any]) -> None:
    """Queue a letter to the office.

    `template` names `templates/emails/<template>.txt`, whose first line is the subject. Nothing raises: a letter that
    cannot be written or queued is logged, because what it tells of has already happened.
    """
    try:
        with translation.override("ja"):
            text = render_to_string(f"emails/{template}.txt", context).strip()
        subject, _, body = text.partition("\n")
        post_letter.enqueue(subject.strip(), body.strip() + "\n", desk_address())
    except Exception:
        logger.exception("the letter %s to the desk could not be queued", template)


def desk_address() -> str:
    """Where the office reads its mail: the site settings' address, else the portal's own."""
    return str(PortalSettings.load().email or settings.DEFAULT_FROM_EMAIL)


def wish_context(wish: ExchangeWish) -> dict[str, Any]:
    """What a letter about a wish tells: the wish and the address of its page at the desk."""
    return {"wish": wish, "school": wish.school, "desk_url": desk_url("exchangewish:edit", wish.pk)}


def desk_url(name: str, pk: int) -> str:
    """The absolute address of a page at the desk."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=[pk])}"
