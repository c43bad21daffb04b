"""A mail from a template: HTML that every mail program shows, and the same content as plain text."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils import translation

from newsletter.mail.cleaning import cleaned
from newsletter.mail.plain import plain_text
from portal.core.navigation import home_url
from portal.core.printing.frame import public_address
from portal.core.site_settings import PortalSettings

_STYLES = Path(__file__).with_name("styles.css").read_text("utf-8")
# What holds for dark screens only stays a style sheet in the head; everything else goes into the elements.
_INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True, extra_css=_STYLES)


@dataclass(frozen=True)
class MailText:
    """What a mail says: its subject, and its two parts."""

    subject: str
    html: str
    text: str


def mail_text(template: str, language: str, subject: str, context: Mapping[str, Any], preheader: str = "") -> MailText:
    """Render `templates/newsletter/mail/<template>.html` in a language.

    Every address in it becomes absolute under the portal's own host; the styles stand in the elements; both parts say
    the same. The preheader, which mail programs show beside the subject, belongs to the HTML only.
    """
    with translation.override(language):
        values = {
            "portal_settings": PortalSettings.load(),
            "language": language,
            "subject": subject,
            "preheader": preheader,
            "home_url": public_address(home_url(language)),
            **context,
        }
        soup = cleaned(render_to_string(f"newsletter/mail/{template}.html", values))
        text = plain_text(soup)
    return MailText(subject, _INLINER.inline(str(soup)), text)
