"""Whether an issue is ready to be sent: each language with its mail, as it would go out now."""

from dataclasses import dataclass
from uuid import UUID

from newsletter.mail.allowed import problems
from newsletter.mail.issues import issue_mail
from newsletter.models import IssuePage


@dataclass(frozen=True)
class Edition:
    """One language of an issue. Of a draft there is no mail, so subject and size are empty."""

    page: IssuePage
    subject: str = ""
    kilobytes: int = 0
    faults: tuple[str, ...] = ()
    missing: int = 0

    @property
    def is_live(self) -> bool:
        return self.page.live

    @property
    def is_behind(self) -> bool:
        """Whether there are changes that are not published, and so will not be sent."""
        return self.page.live and self.page.has_unpublished_changes

    @property
    def is_in_order(self) -> bool:
        return self.is_live and not self.is_behind and not self.faults and not self.missing


def editions(issue_key: UUID) -> list[Edition]:
    """The editions of an issue, Japanese first."""
    pages = IssuePage.objects.filter(translation_key=issue_key).select_related("locale", "cover")
    return [_edition(page) for page in pages.order_by("-locale__language_code")]


def _edition(page: IssuePage) -> Edition:
    if not page.live:
        return Edition(page)
    mail = issue_mail(page)
    size = -(-len(mail.html.encode()) // 1024)
    missing = sum(part.is_missing for part in page.all_parts)
    return Edition(page, mail.subject, size, tuple(problems(mail.html)), missing)
