"""Fixtures shared by the rooms of the members' area."""

import pytest


@pytest.fixture
def immediate_letters(settings):
    """Letters are posted at once instead of by the worker: they appear in `mail.outbox`."""
    settings.TASKS = {
        name: {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"} for name in settings.TASKS
    }
