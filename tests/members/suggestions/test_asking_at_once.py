"""However many ask at once: a partner gets as many requests as the rule allows, the others a clear answer."""

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from members.suggestions.models import PartnerRequest
from tests.factories.partners import PartnerFactory
from tests.factories.wishes import WishFactory
from tests.members.suggestions.asking_at_once import ask_at_once

SCHOOLS = 50


@pytest.mark.django_db(transaction=True)
def test_fifty_schools_ask_for_one_place(tmp_path):
    PartnerFactory(capacity=1)
    for _each in range(SCHOOLS):
        WishFactory(waiting=True)
    if connection.vendor == "postgresql":
        found = dict(ask_at_once())
        assert PartnerRequest.objects.open().count() == 2
    else:
        found = _in_a_file(tmp_path / "db.sqlite3")

    assert found == {"made": 2, "partner_unavailable": SCHOOLS - 2}, "two requests a place"


def _in_a_file(path):
    """The same in a process of its own, on a copy of the database in a file."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    command = [sys.executable, "-m", "tests.members.suggestions.asking_at_once"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])
