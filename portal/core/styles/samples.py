"""What the style page shows: components, when to use each, and the states each is shown in.

The words of samples are content, not interface: they stand in both languages beside the values they belong to, and
`both` chooses. A chapter is therefore asked anew for each page, in the language of that page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import get_language

LONG_JA = "東京都立の高等学校と特別支援学校が合同で、時差の大きい国の学校と一年を通して続けた手紙と映像による交流"
LONG_EN = (
    "A year of letters and films between a high school and a special needs school in Tokyo and a school many hours away"
)


def both(ja: str, en: str) -> str:
    """The words in the active language."""
    return en if get_language() == "en" else ja


def long_text() -> str:
    """A title longer than anybody should write."""
    return both(LONG_JA, LONG_EN)


@dataclass(frozen=True)
class Sample:
    """A component in one state.

    `state` names it, `values` are the component's inputs, `expected` is a text that must appear in Japanese (for the
    tests). `forced` is a class that stands for a state only a pointer or the keyboard can bring about (see `states`).
    """

    state: str
    values: Mapping[str, Any] = field(default_factory=dict)
    expected: str = ""
    forced: str = ""
    lang: str = ""


class Inside(NamedTuple):
    """The element a component stands in: name, classes, role (of a list: `list`), and the name of that role."""

    tag: str
    css: str
    role: str = ""
    label: str = ""


@dataclass(frozen=True)
class Component:
    """A template of `templates/` and the samples of it.

    `template` is its path without `.html`, `use` says when to use it and when not. `inside` is the element it stands
    in, `framed` lets each sample stand in a page of its own, because it belongs once to a page.
    """

    template: str
    use: str
    samples: tuple[Sample, ...]
    inside: Inside | None = None
    framed: bool = False

    @property
    def name(self) -> str:
        return self.template.rpartition("/")[2]

    @property
    def anchor(self) -> str:
        """Names the section in addresses; a block may be called as a component is."""
        return self.template.replace("/", "-").replace(".", "-").replace("_", "-")


Provider = Callable[[], Iterable[Component]]
"""Gives components in the active language."""


@dataclass(frozen=True)
class Chapter:
    """A page of components: `slug` stands in its address, `title` at its head."""

    slug: str
    title: str
    lead: str
    providers: tuple[Provider, ...]

    @property
    def components(self) -> list[Component]:
        return [component for provider in self.providers for component in provider()]
