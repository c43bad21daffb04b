"""What follows once a change is safe in the database: fresh suggestions, and letters to the desk or the school."""

from functools import partial

from django.db import transaction
from django.urls import reverse

from members.schools.services.notices import addresses_of_school
from members.wishes.mails import desk_mail, wish_context
from members.wishes.models import ExchangeWish
from members.wishes.signals import wish_needs_suggestions
from portal.core.mail.letters import queue_after_commit
from portal.core.printing.frame import public_address


def tell_listeners(wish: ExchangeWish) -> None:
    """After the commit, ask for fresh suggestions. Django logs a listener's error; it never reaches the school."""
    transaction.on_commit(partial(wish_needs_suggestions.send_robust, ExchangeWish, wish_id=wish.pk))


def tell_desk(template: str, wish: ExchangeWish) -> None:
    """After the commit, post a letter about this wish to the office."""
    transaction.on_commit(lambda: desk_mail(template, wish_context(wish)), robust=True)


def tell_school(template: str, wish: ExchangeWish) -> None:
    """After the commit, post a letter about this wish to the school and to those of its people who may change it."""
    address = public_address(reverse("members:wish-detail", args=[wish.pk]))
    context = {"school": wish.school, "wish": wish, "address": address}
    queue_after_commit(template, sorted(addresses_of_school(wish.school)), context)
