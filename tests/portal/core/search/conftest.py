"""Pages to search in."""

from collections.abc import Callable

import pytest

from home.models import HomePage, StandardPage

AddPage = Callable[..., StandardPage]


@pytest.fixture
def add_page(home: HomePage) -> AddPage:
    """`add_page("title", "lead", parent=…, locale=…)`: a live page, indexed as in use."""
    made = 0

    def add(
        title: str, summary: str = "", parent: HomePage | StandardPage | None = None, **fields: object
    ) -> StandardPage:
        nonlocal made
        made += 1
        above = parent or home
        page = StandardPage(title=title, slug=f"searched-{made}", summary=summary, locale=above.locale, **fields)
        return above.add_child(instance=page)

    return add
