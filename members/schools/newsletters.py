"""The newsletter in the members' area: what a person's own pages show of it."""

from dataclasses import dataclass

from django.urls import reverse

from newsletter.models import Subscriber
from newsletter.subscribing.selectors import subscription_of
from newsletter.subscribing.tokens import manage_token
from newsletter.vocabulary import SubscriberStatus
from portal.users.models import User

from .dashboard import Panel, register_panel
from .models import Membership


@dataclass(frozen=True)
class OwnNewsletter:
    """The subscription of a person, None without one."""

    subscription: Subscriber | None
    has_address: bool

    @property
    def receives(self) -> bool:
        return self.subscription is not None and self.subscription.status == SubscriberStatus.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.subscription is not None and self.subscription.status == SubscriberStatus.PENDING

    @property
    def manage_url(self) -> str:
        """The way to language, topics and leaving, where there is something to leave."""
        return reverse("newsletter:manage", args=[manage_token(self.subscription.key)]) if self.subscription else ""


def own_newsletter(user: User) -> OwnNewsletter:
    """One query."""
    return OwnNewsletter(subscription_of(user), bool(user.email))


def newsletter_panel(membership: Membership) -> Panel | None:
    """The offer on the first page; None for readers of the newsletter, and for the desk that looks at a school."""
    if membership.user.stand_in is not None:
        return None
    found = own_newsletter(membership.user)
    return None if found.receives else Panel("members/includes/newsletter.html", {"newsletter": found}, order=90)


def register() -> None:
    register_panel("newsletter", newsletter_panel)
