"""The mail for each row: the letters of a mailing are prepared once, and each recipient gets the own addresses."""

from django.utils import timezone

from newsletter.mail.messages import Letter
from newsletter.mail.recipients import Recipient
from newsletter.models import Mailing
from newsletter.subscribing.tokens import manage_url_of, unsubscribe_url_of

from .bounces.return_addresses import return_address
from .claiming import Row


class Letters:
    """The letters of one mailing, by language. An edition never changes once the sending has begun."""

    def __init__(self, mailing: Mailing) -> None:
        self._letters = {edition.language: Letter(edition, mailing) for edition in mailing.editions.all()}
        self._mailing = mailing.pk

    def write(self, row: Row) -> tuple[str, bytes]:
        """(sender of the envelope, the bytes of the message) for a row that has its subscriber."""
        sender = return_address(row.pk)
        key = row.key or ""
        recipient = Recipient(
            email=row.email or "",
            message_id=row.message_id,
            unsubscribe_url=unsubscribe_url_of(key, row.language, self._mailing),
            manage_url=manage_url_of(key, row.language),
            envelope_from=sender,
            date=timezone.localtime(),
        )
        return sender, self._letters[row.language].message(recipient)
