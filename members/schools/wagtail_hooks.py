"""What this room adds to the desk: its lists, the menu around them, the words of its history."""

from typing import Any

from wagtail import hooks

from . import log_words
from .desk.letters import letters_viewset
from .viewsets import members_group, membership_viewset, school_viewset


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [members_group, school_viewset, membership_viewset, letters_viewset]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    log_words.register(actions)
