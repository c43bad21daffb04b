"""A code of a vocabulary in a block."""

from functools import cached_property
from typing import Any

from wagtail import blocks


class CodeBlock(blocks.ChoiceBlock):
    """One of the codes of a vocabulary, which the search finds by its label in the active language.

    Wagtail's own block builds the choices of a form anew to read a code or to find its label, which takes most of the
    time of indexing.
    """

    @cached_property
    def labels(self) -> dict[Any, Any]:
        """The label of each code, to be translated."""
        return dict(self._constructor_kwargs["choices"])

    def normalize_choice(self, value: Any) -> Any:
        return value if value in self.labels else super().normalize_choice(value)

    def get_searchable_content(self, value: Any) -> list[str]:
        return [str(self.labels[value])] if value in self.labels else []
