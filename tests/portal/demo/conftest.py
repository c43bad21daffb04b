"""The demo, seeded once for all tests that look at it, in a transaction that is rolled back at the end.

These tests run one after another in one process (`--dist loadgroup`), so that there is one seeding.
"""

from collections.abc import Iterator
from pathlib import Path
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


# Before xdist looks for groups.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture
def demo(_seeded: None, db: None) -> None:
    """The seeded database; what a test changes is undone after it."""
