from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.factories.public_site import section


@pytest.fixture
def archive(db: None, anonymous: Client) -> Callable[..., Any]:
    """`archive("theme=food")`: the archive's answer to a query string as soup, the response kept on `.response`."""
    section("casestudies")

    def get(query: str = "", path: str = "/casestudies/") -> BeautifulSoup:
        response = anonymous.get(f"{path}?{query}" if query else path)
        assert response.status_code == 200
        soup = BeautifulSoup(response.content, "html.parser")
        soup.response = response
        return soup

    return get
