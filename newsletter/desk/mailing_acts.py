"""What somebody at the desk can do with a mailing in each state: the button, the right it needs, and the service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.models import Mailing
from newsletter.sending import services
from newsletter.vocabulary import MailingState
from portal.users.models import User

SEND = "newsletter.send_mailing"
APPROVE = "newsletter.approve_mailing"
RETRY = "retry"


@dataclass(frozen=True)
class Act:
    """`done` is told afterwards. An act that cannot be undone asks first, with `question`."""

    name: str
    label: Promise
    states: tuple[MailingState, ...]
    run: Callable[..., Any]
    done: Promise
    permission: str = SEND
    question: Promise | None = None
    is_serious: bool = False
    is_main: bool = False


ACTS = (
    Act(
        "submit",
        pgettext_lazy("mailing", "Release"),
        (MailingState.DRAFT,),
        services.submit,
        _("The mailing is released."),
        question=_("It goes to everybody of this audience. Released mails cannot be called back."),
        is_main=True,
    ),
    Act(
        "approve",
        pgettext_lazy("mailing", "Approve"),
        (MailingState.WAITING,),
        services.approve,
        _("The mailing is approved."),
        permission=APPROVE,
        question=_("It goes to everybody of this audience. Released mails cannot be called back."),
        is_main=True,
    ),
    Act(
        "recall",
        pgettext_lazy("mailing", "Take back"),
        (MailingState.WAITING, MailingState.SCHEDULED),
        services.recall,
        _("The mailing is a draft again."),
    ),
    Act(
        "pause",
        pgettext_lazy("mailing", "Pause"),
        (MailingState.SENDING,),
        services.pause,
        _("The mailing is paused. A mail in hand is still ended."),
    ),
    Act("resume", pgettext_lazy("mailing", "Go on"), (MailingState.PAUSED,), services.resume, _("It goes on.")),
    Act(
        "cancel",
        pgettext_lazy("mailing", "Cancel the mailing"),
        (MailingState.SENDING, MailingState.PAUSED),
        services.cancel,
        _("The mailing is cancelled."),
        question=_(
            "Mails that were not begun are called off, and this mailing never goes on. Whoever has not had the issue "
            "can get it by another mailing."
        ),
        is_serious=True,
    ),
    Act(
        RETRY,
        pgettext_lazy("mailing", "Try refused mails again"),
        (MailingState.SENDING, MailingState.PAUSED, MailingState.DONE),
        services.retry_failed,
        _("The refused mails are tried again."),
        question=_("The mail server has refused these mails for good. Try again only when the reason is gone."),
    ),
    Act(
        "discard",
        pgettext_lazy("mailing", "Discard"),
        (MailingState.DRAFT,),
        services.discard,
        _("The draft of the mailing is discarded."),
        question=_("The draft of this mailing is deleted. The issue itself stays as it is."),
        is_serious=True,
    ),
)
BY_NAME = {act.name: act for act in ACTS}


def possible(mailing: Mailing, user: User) -> list[Act]:
    """The acts this person may take now; the services ask again under the lock."""
    return [act for act in ACTS if mailing.state in act.states and may(act, mailing, user)]


def may(act: Act, mailing: Mailing, user: User) -> bool:
    """Whether the person has the right, and is the second one where two are asked for."""
    if not user.has_perm(act.permission):
        return False
    if act.name != "approve" or user.is_superuser or not settings.NEWSLETTER_SECOND_PERSON:
        return True
    return mailing.submitted_by_id != user.pk
