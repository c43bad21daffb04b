"""Letters about wishes to the desk, in Japanese."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from members.wishes.leadtime import Haste, haste_of
from members.wishes.models import ExchangeWish
from portal.core.mail.letters import queue_letter
from portal.core.site_settings import PortalSettings


def desk_mail(template: str, context: Mapping[str, Any]) -> None:
    """Queue a letter to the office; call it after the commit, nothing raises (see `queue_letter`)."""
    address = PortalSettings.load().email or settings.DEFAULT_FROM_EMAIL
    queue_letter(template, address, context, languages=("ja",))


def wish_context(wish: ExchangeWish) -> dict[str, Any]:
    """What a letter about a wish tells: the wish and the address of its page at the desk."""
    haste = haste_of(wish.school_year, wish.months, timezone.localdate()) if wish.is_open else Haste()
    return {"wish": wish, "school": wish.school, "hurried": bool(haste), "desk_url": desk_url("wishes:edit", wish.pk)}


def desk_url(name: str, pk: int) -> str:
    """The absolute address of a page at the desk."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=[pk])}"
