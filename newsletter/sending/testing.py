"""An issue as a test mail to whoever works on it: the same message over the same way, before anybody else gets it."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from newsletter.mail.issues import issue_mail
from newsletter.mail.messages import Letter
from newsletter.mail.recipients import Recipient
from newsletter.models import IssuePage, Mailing, MailingEdition
from portal.core import audit
from portal.core.printing.frame import public_address
from portal.users.models import User

from .entering import message_domain
from .errors import NotPossibleError
from .transports import Kind, make_transport


def send_test(page: IssuePage, *, by: User) -> None:
    """Send the newest version of an issue, published or not, to the address of who asks.

    The links to unsubscribe and to manage lead to the page where one subscribes, since nobody's subscription is meant.
    Raises `NotPossibleError` without an address, or with what the mail server said.
    """
    if not by.email:
        raise NotPossibleError(_("Your account has no e-mail address. Enter one under “My account” first."))
    newest = page.get_latest_revision_as_object()
    content = _message(newest, by.email)
    transport = make_transport()
    try:
        outcome = transport.deliver(parseaddr(settings.NEWSLETTER_FROM_EMAIL)[1], by.email, content, lambda: True)
    finally:
        transport.close()
    if outcome.kind is not Kind.SENT:
        said = " ".join(filter(None, (str(outcome.code or ""), outcome.reason)))
        raise NotPossibleError(_("The mail server did not take the test mail: %(answer)s") % {"answer": said})
    audit.record("newsletter.test", page, actor=by, data={"language": page.locale.language_code})


def _message(page: IssuePage, email: str) -> bytes:
    language = page.locale.language_code
    mail = issue_mail(page)
    with translation.override(language):
        subject = _("[Test] %(subject)s") % {"subject": mail.subject}
        where = public_address(reverse("newsletter:subscribe"))
    edition = MailingEdition(language=language, subject=subject, html=mail.html, text=mail.text)
    domain = message_domain()
    recipient = Recipient(
        email=email,
        message_id=f"<{uuid.uuid4().hex}@{domain}>",
        unsubscribe_url=where,
        manage_url=where,
        envelope_from=parseaddr(settings.NEWSLETTER_FROM_EMAIL)[1],
        date=timezone.localtime(),
    )
    return Letter(edition, Mailing(number=page.number, message_domain=domain)).message(recipient)
