"""The steps of each exchange type, taken from the page about it."""

from dataclasses import dataclass
from typing import Any

from home.models import ActivityPage
from home.selectors import exchange_types


@dataclass(frozen=True)
class TypeFlow:
    """An exchange type and the steps its page tells (a list of block values)."""

    page: ActivityPage
    steps: Any


def flows_by_type(language: str) -> list[TypeFlow]:
    """The live exchange types of a language whose page tells its steps, in the order of the page tree. One query."""
    found = []
    for page in exchange_types(language):
        flow = next((block.value for block in page.body if block.block_type == "flow"), None)
        if flow is not None:
            found.append(TypeFlow(page, flow["steps"]))
    return found
