"""What follows once a change is safe in the database: fresh suggestions, and a letter to the desk."""

from functools import partial

from django.db import transaction

from members.wishes.mails import desk_mail, wish_context
from members.wishes.models import ExchangeWish
from members.wishes.signals import wish_needs_suggestions


def tell_listeners(wish: ExchangeWish) -> None:
    """After the commit, ask for fresh suggestions. Django logs a listener's error; it never reaches the school."""
    transaction.on_commit(partial(wish_needs_suggestions.send_robust, ExchangeWish, wish_id=wish.pk))


def tell_desk(template: str, wish: ExchangeWish) -> None:
    """After the commit, post a letter about this wish to the office."""
    transaction.on_commit(lambda: desk_mail(template, wish_context(wish)), robust=True)
