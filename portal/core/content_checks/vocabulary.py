"""What can be wrong, how bad it is, and how it is said."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Severity(models.TextChoices):
    """An error keeps the page from being published, a warning does not."""

    ERROR = "error", pgettext_lazy("finding", "Error")
    WARNING = "warning", pgettext_lazy("finding", "Hint")


class Problem(models.TextChoices):
    """Every kind of finding."""

    NO_ALT = "no_alt", _("Picture without text alternative")
    EMPTY_LINK = "empty_link", _("Link without text")
    VAGUE_LINK = "vague_link", _("Link that does not say where it leads")
    BROKEN_LINK = "broken_link", _("Link to a page that does not exist")
    BROKEN_FILE = "broken_file", _("Link to a file that does not exist")
    EMPTY_HEADING = "empty_heading", _("Heading without text")
    HEADING_JUMP = "heading_jump", _("Heading that leaves out a level")
    ALT_LANGUAGE = "alt_language", _("Text alternative in the other language only")
    PICTURE_HIDDEN = "picture_hidden", _("Picture without consent")
    FILE_HIDDEN = "file_hidden", _("File without consent")
    UNPUBLISHED_LINK = "unpublished_link", _("Link to a page that is not published")
    PLAIN_HTTP = "plain_http", _("Link without encryption")
    ADDRESS_AS_TEXT = "address_as_text", _("Address as the text of a link")
    FILE_ELSEWHERE = "file_elsewhere", _("File elsewhere without its type")
    NO_SECTION = "no_section", _("Subheading without a heading above")
    BOLD_LINE = "bold_line", _("Bold line in place of a heading")
    DATE_FORM = "date_form", _("Form of a date")
    DIGIT_WIDTH = "digit_width", _("Digits of two widths")
    SPECIAL_SIGN = "special_sign", _("Character that depends on the device")
    NOT_TRANSLATED = "not_translated", _("No page in the other language")

    @property
    def severity(self) -> Severity:
        return Severity.ERROR if self in ERRORS else Severity.WARNING


ERRORS = frozenset(
    {
        Problem.NO_ALT,
        Problem.EMPTY_LINK,
        Problem.VAGUE_LINK,
        Problem.BROKEN_LINK,
        Problem.BROKEN_FILE,
        Problem.EMPTY_HEADING,
        Problem.HEADING_JUMP,
    }
)

SENTENCES: dict[Problem, Any] = {
    Problem.NO_ALT: _(
        "The picture “%(name)s” has no text alternative. Say at the picture what it shows, or mark it as decoration."
    ),
    Problem.EMPTY_LINK: _("A link has no text. Write where it leads, or take it out."),
    Problem.VAGUE_LINK: _("The link “%(text)s” does not say where it leads. Use the name of the page or file."),
    Problem.BROKEN_LINK: _("The link “%(text)s” leads to a page that does not exist any more."),
    Problem.BROKEN_FILE: _("The link “%(text)s” leads to a file that does not exist any more."),
    Problem.EMPTY_HEADING: _("A heading has no text. Write it, or take it out."),
    Problem.HEADING_JUMP: _("The heading “%(text)s” leaves out a level. Headings go down one level at a time."),
    Problem.ALT_LANGUAGE: _("The picture “%(name)s” has no text alternative in the language of this page."),
    Problem.PICTURE_HIDDEN: _("The picture “%(name)s” is not shown: its consent is missing or no longer valid."),
    Problem.FILE_HIDDEN: _("The file “%(name)s” cannot be downloaded: its consent is missing or was withdrawn."),
    Problem.UNPUBLISHED_LINK: _("The page “%(name)s”, to which a link leads, is not published."),
    Problem.PLAIN_HTTP: _("The address %(address)s is not encrypted. Use https:// if the site offers it."),
    Problem.ADDRESS_AS_TEXT: _("The text of a link is the address %(address)s. Write the name of the page instead."),
    Problem.FILE_ELSEWHERE: _("The link “%(text)s” leads to a file (%(kind)s). Write type and size behind its name."),
    Problem.NO_SECTION: _("The subheading “%(text)s” has no heading above it. Give the block a heading."),
    Problem.BOLD_LINE: _("The line “%(text)s” is only bold. If it is a heading, make it one."),
    Problem.DATE_FORM: _("Write the date “%(text)s” as “%(proposal)s”."),
    Problem.DIGIT_WIDTH: _("“%(text)s” has full-width digits, other places do not. Write “%(proposal)s”."),
    Problem.SPECIAL_SIGN: _("“%(text)s” may not be displayed or read out everywhere. Write “%(proposal)s”."),
    Problem.NOT_TRANSLATED: _("This page is not published in: %(languages)s."),
}
