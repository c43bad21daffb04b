"""The words of a mailing, kept as they are when its sending begins."""

from django.db import transaction

from newsletter.mail.issues import issue_mail
from newsletter.models import IssuePage, Mailing, MailingEdition


@transaction.atomic
def freeze_editions(mailing: Mailing) -> list[MailingEdition]:
    """Write the mail of each live language of the issue; what was written before stays as it is.

    Call it with the row of the mailing locked. Without a live page there is no edition.
    """
    known = {edition.language: edition for edition in mailing.editions.all()}
    for page in live_pages(mailing.issue_key):
        language = page.locale.language_code
        if language not in known:
            known[language] = _frozen(mailing, page, language)
    return [known[language] for language in sorted(known)]


def live_pages(issue_key: object) -> list[IssuePage]:
    """The published pages of an issue, one a language."""
    pages = IssuePage.objects.live().filter(translation_key=issue_key)
    return list(pages.select_related("locale", "cover", "live_revision").order_by("locale__language_code"))


def _frozen(mailing: Mailing, page: IssuePage, language: str) -> MailingEdition:
    mail = issue_mail(page)
    return MailingEdition.objects.create(
        mailing=mailing,
        language=language,
        subject=mail.subject,
        html=mail.html,
        text=mail.text,
        revision=page.live_revision,
    )
