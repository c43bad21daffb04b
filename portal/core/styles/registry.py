"""The chapters of the style page, and what rooms above the core add to them from the `ready()` of their app."""

from collections import defaultdict

from django.utils.translation import pgettext

from .chapters import blocks, charts, content, controls, forms, frame, schools
from .samples import Chapter, Component, Provider

_added: dict[str, list[Provider]] = defaultdict(list)


def register_samples(chapter: str, provider: Provider) -> None:
    """Let a room show components whose values only it can make, at the end of the chapter of that slug."""
    if provider not in _added[chapter]:
        _added[chapter].append(provider)


def chapters() -> list[Chapter]:
    """All chapters with components, in the active language."""
    told = [
        ("controls", pgettext("style page", "Buttons, tags and search"), controls),
        ("forms", pgettext("style page", "Forms"), forms),
        ("content", pgettext("style page", "Content"), content),
        ("blocks", pgettext("style page", "Blocks of the editor"), blocks),
        ("charts", pgettext("style page", "Charts and maps"), charts),
        ("schools", pgettext("style page", "The schools' own pages"), schools),
        ("frame", pgettext("style page", "The frame of a page"), frame),
    ]
    return [Chapter(slug, title, module.lead(), (module.components, *_added[slug])) for slug, title, module in told]


def all_components() -> list[Component]:
    """Every component of every chapter."""
    return [component for chapter in chapters() for component in chapter.components]
