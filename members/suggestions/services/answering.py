"""What a partner answered: written down, told to the school, and the next choice asked where there is one."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from members.schools.services.notices import addresses_of_school
from members.suggestions.models import PartnerRequest, RequestStatus
from portal.core.mail.letters import queue_after_commit
from portal.core.printing.frame import public_address
from portal.users.models import User

from .choosing import ask_next
from .requests import close_request


@dataclass(frozen=True)
class Answered:
    """A closed request, and the request to the next choice that it led to."""

    request: PartnerRequest
    following: PartnerRequest | None


@transaction.atomic
def answer_request(request: PartnerRequest, status: RequestStatus, *, by: User | None, refusal: str = "") -> Answered:
    """Close a request, ask the school's next choice if the partner declined, and tell the school by mail.

    Raises `RequestError` as `close_request` does.
    """
    closed = close_request(request, status, by=by, refusal=refusal)
    following = ask_next(closed.wish, by) if status == RequestStatus.REFUSED else None
    _tell_school(closed, following)
    return Answered(closed, following)


def _tell_school(request: PartnerRequest, following: PartnerRequest | None) -> None:
    wish = request.wish
    context = {
        "request": request,
        "accepted": request.status == RequestStatus.ACCEPTED,
        "refused": request.status == RequestStatus.REFUSED,
        "wish": wish,
        "school": wish.school,
        "partner": request.partner,
        "following": following.partner if following else None,
        "address": public_address(reverse("members:wish-matches", args=[wish.pk])),
    }
    queue_after_commit("request_answered", sorted(addresses_of_school(wish.school)), context)
