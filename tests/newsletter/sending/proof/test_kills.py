"""Workers are killed by SIGKILL while they send over a real server: nobody gets two, nobody is forgotten.

The same with 2,000 recipients and 20 kills is part of `make bench`.
"""

import random
import time

import pytest
from django.db import connection, connections

from newsletter.models import Mailing
from newsletter.sending import services
from tests.factories.public_site import make_issue
from tests.factories.schools import UserFactory
from tests.factories.subscribers import SubscriberFactory

from .killing import DELIVERIES, ForkedWorkers, environment_of_workers, kill_again_and_again, look, rows_of_file
from .mail_server import MailServer

RECIPIENTS, KILLS, SEED = 120, 4, 2026

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.every_database]


@pytest.fixture
def mailing() -> Mailing:
    editor = UserFactory(group="Editor")
    for _number in range(RECIPIENTS):
        SubscriberFactory()
    made = services.create(make_issue(7), by=editor)
    return services.submit(made, by=editor)


@pytest.fixture
def database(mailing, tmp_path):
    """The address of the database for other processes, and a function that reads its deliveries."""
    if connection.vendor == "sqlite":
        # That of the tests may be in memory; the workers get a copy.
        copy = tmp_path / "workers.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        return f"sqlite:///{copy}", lambda: rows_of_file(copy)
    values = connection.settings_dict
    address = f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT'] or 5432}"

    def rows():
        with connection.cursor() as cursor:
            cursor.execute(DELIVERIES)
            return cursor.fetchall()

    return f"{address}/{values['NAME']}", rows


def test_killed_workers_send_nothing_twice_and_forget_nobody(database, tmp_path):
    address, rows = database
    record = tmp_path / "taken"
    server = MailServer(record, slowly=4)
    workers = ForkedWorkers(environment_of_workers(address, server.port))
    started = time.monotonic()
    try:
        killed = kill_again_and_again(workers, record, KILLS, random.Random(SEED), longest=0.12)
    finally:
        workers.stop()
        server.stop()
    outcome = look(record, rows())
    connections.close_all()
    assert killed == KILLS
    assert outcome.twice == []
    assert outcome.lost == []
    assert outcome.strangers == []
    assert set(outcome.states) <= {"sent", "unknown"}
    assert outcome.states.total() == RECIPIENTS
    assert outcome.states["unknown"] <= KILLS
    assert time.monotonic() - started < 60
