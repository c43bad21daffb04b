"""Reading memberships and schools for a person."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from .models import Membership, School


def current_membership(user: Any, on: datetime.date | None = None) -> Membership | None:
    """The membership a person acts under on that day (today in Tokyo), with its school; the newest of several."""
    return (
        Membership.objects.current(on).filter(user=user).select_related("school").order_by("-starts_on", "-pk").first()
    )


def get_school_or_404(user: Any, pk: int) -> School:
    """A school for which this person acts today; any other one raises `Http404`, as if it did not exist."""
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        raise Http404
    return get_object_or_404(School, pk=pk, memberships__in=Membership.objects.current().filter(user=user))
