"""One finding: what is wrong, and where in the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField

from .vocabulary import SENTENCES, Problem, Severity

Path = tuple[str, ...]
"""A field, and the way into its blocks: `("body", "2:text", "text")`; a row is its number, a colon, and its type.

Empty for the page as a whole.
"""
BETWEEN = " › "


@dataclass(frozen=True)
class Finding:
    """A problem at a place; `words` fill the sentence."""

    problem: Problem
    path: Path = ()
    words: dict[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return self.problem.severity

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR

    @property
    def message(self) -> str:
        """The sentence in the active language."""
        return str(SENTENCES[self.problem]) % self.words


def place_of(model: type[Any], path: Path) -> str:
    """The place in words, as the editor's form names fields and blocks: 本文 › 3 文章 › 本文."""
    if not path:
        return _("The whole page")
    try:
        field_of_page = model._meta.get_field(path[0])
    except FieldDoesNotExist:
        return path[0]
    labels = [capfirst(str(field_of_page.verbose_name))]
    if isinstance(field_of_page, StreamField):
        labels += _labels(field_of_page.stream_block, path[1:])
    return BETWEEN.join(labels)


def _labels(block: Any, steps: Path) -> Iterator[str]:
    """What the blocks on the way are called; what a block of an older version was called stays as it is."""
    for step in steps:
        number, colon, kind = step.partition(":")
        block = inner_block(block, step)
        name = kind if colon else step
        label = str(block.label) if block is not None and block.label else name
        yield f"{int(number) + 1} {label}".strip() if colon else label


def inner_block(block: Any, step: str) -> Any:
    """The definition one step further down, None where there is none."""
    kind = step.rpartition(":")[2]
    if isinstance(block, blocks.ListBlock):
        return block.child_block
    return getattr(block, "child_blocks", {}).get(kind)
