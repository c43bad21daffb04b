"""An issue as a mail."""

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from newsletter.mail.documents import MailText, mail_text
from newsletter.mail.placeholders import MANAGE, UNSUBSCRIBE
from newsletter.models import IssuePage
from portal.core.printing.frame import public_address


def issue_mail(page: IssuePage) -> MailText:
    """The mail of an issue in its language, as the page is given: a draft gives the mail of the draft.

    The addresses of the recipient (`newsletter.mail.placeholders`) are those of nobody.
    """
    language = page.locale.language_code
    newsletter = page.get_parent()
    with translation.override(language):
        title = newsletter.title if newsletter is not None else str(_("Newsletter"))
    context: dict[str, Any] = {
        "page": page,
        "page_url": public_address(page_path(page)),
        "newsletter_title": title,
        "manage_url": MANAGE,
        "unsubscribe_url": UNSUBSCRIBE,
    }
    return mail_text("issue", language, page.mail_subject or page.title, context, page.summary)


def page_path(page: IssuePage) -> str:
    """The path of the issue on the site; of a draft, the one it will have."""
    parts = page.get_url_parts()
    return parts[2] if parts and parts[2] else "/"
