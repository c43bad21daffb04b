"""The demo, seeded once for all tests that look at it, in a transaction that is rolled back at the end.

These tests run one after another in one process (`tests/scheduling.py`), so that there is one seeding.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from portal.demo.seeding import seed


@pytest.fixture(scope="package")
def _seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        seed()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_seeded: None, db: None) -> None:
    """The seeded database; what a test changes is undone after it."""
