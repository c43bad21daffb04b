"""What the desk is told of a page in each language."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from .states import State


@dataclass(frozen=True)
class Facts:
    """A page in one language.

    `instance` is the page in this language, where there is one; `translation` the synchronised translation, None where
    the page is edited by itself. `left` counts the texts that wait for a translation, None where that is not known.
    `changed` tells that the source was published after it was last taken over, `waiting` that something was translated
    or taken over and is not published yet, `links` how many typed addresses are still those of the source.
    """

    locale: Locale
    state: State
    instance: Any = None
    translation: Translation | None = None
    left: int | None = 0
    changed: bool = False
    waiting: bool = False
    links: int = 0

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def is_own(self) -> bool:
        return self.state == State.OWN

    @property
    def is_by_itself(self) -> bool:
        """Whether the translation is edited without any tie to its source."""
        return self.instance is not None and self.translation is None and not self.is_own

    @property
    def edited_at(self) -> Any:
        """When the newest version was written."""
        return getattr(self.instance, "latest_revision_created_at", None) or self.instance.last_published_at

    @property
    def is_ready(self) -> bool:
        """Whether everything is translated and only the publishing is left."""
        return self.translation is not None and not self.left and not self.changed and self.waiting

    @property
    def told(self) -> str:
        """The state in words, for a cell and for a file."""
        if self.is_own:
            return _own_words(self.instance)
        if self.state in {State.DRAFT, State.BEHIND}:
            return " – ".join(filter(None, [str(self.state.label), self.reason]))
        return str(self.state.label)

    @property
    def reason(self) -> str:
        """Why the translation is not up to date; empty when there is nothing to say."""
        if self.left:
            return ngettext("%(number)d text behind", "%(number)d texts behind", self.left) % {"number": self.left}
        if self.changed or (self.is_by_itself and self.state == State.BEHIND):
            return _("The source was published later")
        return _("Translated, to be published") if self.is_ready else ""

    @property
    def links_told(self) -> str:
        """How many links are to be looked at; empty when none is."""
        if not self.links:
            return ""
        words = ngettext("%(number)d link as in the source", "%(number)d links as in the source", self.links)
        return words % {"number": self.links}


@dataclass(frozen=True)
class Row:
    """A page in all languages; `source` is the one it was written in."""

    source: Any
    facts: tuple[Facts, ...]
    section: str = ""

    @cached_property
    def by_language(self) -> dict[str, Facts]:
        return {one.language: one for one in self.facts}

    @property
    def title(self) -> str:
        return str(getattr(self.source, "draft_title", "") or self.source)

    @property
    def kind(self) -> str:
        return str(model_of(self.source)._meta.verbose_name)


def _own_words(page: Any) -> str:
    if not page.live:
        return pgettext("state of a page", "Draft")
    if page.has_unpublished_changes:
        return _("Published, with a newer draft")
    return pgettext("state of a page", "Published")


def model_of(instance: Any) -> Any:
    """The type of a page or snippet, also of a page that was read without its own fields."""
    return instance.cached_content_type.model_class() if isinstance(instance, Page) else type(instance)
