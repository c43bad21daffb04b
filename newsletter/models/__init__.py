from .deliveries import Delivery, SendingPace
from .mailings import Mailing, MailingEdition, TrackedLink
from .pages import IssuePage, NewsletterIndexPage
from .subscribers import Subscriber, SubscriberEvent

__all__ = [
    "Delivery",
    "IssuePage",
    "Mailing",
    "MailingEdition",
    "NewsletterIndexPage",
    "SendingPace",
    "Subscriber",
    "SubscriberEvent",
    "TrackedLink",
]
