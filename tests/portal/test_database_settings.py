"""What a connection to PostgreSQL is opened with."""

import pytest
from django.db import connection

from portal.settings.base import database

ADDRESS = "postgres://portal@db:5432/portal"


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {"options": "-c jit=off"}),
        ("?sslmode=require", {"sslmode": "require", "options": "-c jit=off"}),
        ("?options=-c%20jit%3Don", {"options": "-c jit=on"}),
    ],
)
def test_it_does_not_compile_unless_the_address_says_so(monkeypatch, query, options):
    monkeypatch.setenv("DATABASE_URL", ADDRESS + query)
    assert database("sqlite://:memory:")["OPTIONS"] == options


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")
def test_the_server_follows():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
