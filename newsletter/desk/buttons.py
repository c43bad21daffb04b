"""The way from an issue to its mailing, in the head of its pages at the desk."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from newsletter.models import IssuePage

from .mailing_acts import SEND


def send_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """「この号を送信する」 for those who may send."""
    if isinstance(page, IssuePage) and user.has_perm(SEND):
        yield Button(_("Send this issue"), reverse("mailings:start", args=[page.pk]), icon_name="mail", priority=45)
