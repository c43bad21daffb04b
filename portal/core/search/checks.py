"""What `manage.py check` says about the search."""

from typing import Any

from django.conf import settings
from django.core import checks

from . import morphology
from .server import SERVER, is_installed


def check_morphology(**options: Any) -> list[checks.CheckMessage]:
    """An unknown setting is an error; a dictionary that is asked for and missing is a warning."""
    asked = morphology.setting()
    if asked not in morphology.CHOICES:
        choices = " or ".join(f"“{choice}”" for choice in morphology.CHOICES)
        return [checks.Error(f"SEARCH_MORPHOLOGY is “{asked}”; it must be {choices}.", id="search.E001")]
    if asked == "sudachi" and not morphology.is_installed():
        message = "SEARCH_MORPHOLOGY asks for Sudachi, which is not installed: forms of verbs are found by a rule."
        hint = "Install the extra “morph” (SudachiPy, SudachiDict-small) and run manage.py update_index."
        return [checks.Warning(message, hint=hint, id="search.W001")]
    return []


def check_server(**options: Any) -> list[checks.CheckMessage]:
    """A search server that is asked for and cannot be spoken to is an error."""
    backends = getattr(settings, "WAGTAILSEARCH_BACKENDS", {})
    if any(backend.get("BACKEND") == SERVER for backend in backends.values()) and not is_installed():
        message = "SEARCH_URL names a search server, but opensearch-py is not installed."
        return [
            checks.Error(message, hint="Install the extra “opensearch”, or leave SEARCH_URL out.", id="search.E002")
        ]
    return []
