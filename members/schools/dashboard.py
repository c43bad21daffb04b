"""What stands on a school's first page. Other rooms register what they add; this room imports none of them.

In the `ready()` of the room's app config:

    register_todos("wishes", todos)     # todos(membership) -> Iterable[Todo]
    register_panel("wishes", panel)     # panel(membership) -> Panel | None

Each provider may ask a fixed number of queries, however many rows the school has.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .models import Membership

LAST = datetime.date.max


@dataclass(frozen=True)
class Todo:
    """One thing to do next, a row of `components/todo.html`.

    `when` is the day until which it should be done (None: no day), `action` the label of the button that leads to
    `url`. `urgent` is the text of the red mark ("3 days left"); `quiet` makes the button an outline. Of rows without a
    day those with the smaller `order` come first.
    """

    title: str
    url: str
    action: str
    text: str = ""
    when: datetime.date | None = None
    urgent: str = ""
    quiet: bool = False
    order: int = 50


@dataclass(frozen=True)
class Panel:
    """A summary on the first page: a template and what it needs. Panels stand in the order of `order`."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    order: int = 50


TodoProvider = Callable[[Membership], Iterable[Todo]]
PanelProvider = Callable[[Membership], Panel | None]

_todos: dict[str, TodoProvider] = {}
_panels: dict[str, PanelProvider] = {}


def register_todos(name: str, provider: TodoProvider) -> None:
    """Let a room add rows to "what to do next"; a second provider of the same name replaces the first."""
    _todos[name] = provider


def register_panel(name: str, provider: PanelProvider) -> None:
    """Let a room add a summary; a second provider of the same name replaces the first."""
    _panels[name] = provider


def todos_for(membership: Membership) -> list[Todo]:
    """Everything this person should do next, the nearest day first, what has no day last."""
    found = [todo for provider in _todos.values() for todo in provider(membership)]
    return sorted(found, key=lambda todo: (todo.when or LAST, todo.order))


def panels_for(membership: Membership) -> list[Panel]:
    """The summaries of all rooms that have one for this person."""
    found = [provider(membership) for provider in _panels.values()]
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)
