"""A school's pages of suggestions with 100,000 partners in the register, as its browser asks for them.

Whole answers by Django's test client: session, queries, engine, templates. The process holds the partners in memory
and has answered each page once, as a worker has after its first minute.
"""

import statistics
import time
from collections.abc import Iterable

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from members.partners.models import PartnerSchool
from members.schools.models import Membership
from members.suggestions.services import refresh_suggestions
from members.wishes.models import ExchangeWish
from portal.demo.scale.partners import add_partners
from tests.bench.database import tidy
from tests.bench.directory import PARTNERS
from tests.bench.report import Report, Times, milliseconds

_GETS = 60
_TARGET = 150
_TRIED = ["?try=1", "?try=1&musts=theme", "?try=1&musts=theme&musts=months", "?try=1&musts=language&musts=age"]
_ASKED = ["?q=Sydney", "?q=学校", "?q=台北", "?q=Sydney+School+7"]


def run(cases: int, report: Report) -> None:
    """How long the list, the list under other musts and the answers to “why not” take."""
    # Pages name their static files by the hashes in the manifest.
    call_command("collectstatic", interactive=False, verbosity=0)
    add_partners(PARTNERS)
    tidy()
    report.heading(f"Suggestions of {PARTNERS} partners on {connection.vendor}")
    wishes = list(ExchangeWish.objects.open())
    for wish in wishes:
        refresh_suggestions(wish)
    clients = {wish.pk: _client_of(wish) for wish in wishes}
    partner = PartnerSchool.objects.listed().earliest("pk")

    def addresses(name: str, queries: Iterable[str]) -> list[tuple[Client, str]]:
        pages = [(wish.pk, query) for wish in wishes for query in queries]
        return [(clients[pk], f"{reverse(f'members:{name}', args=[pk])}{query}") for pk, query in pages]

    pages = {
        "the list": addresses("wish-matches", [""]),
        "the list with other musts": addresses("wish-matches", _TRIED),
        "why not: a word": addresses("wish-why", _ASKED),
        "why not: one partner": addresses("wish-why", [f"?partner={partner.pk}"]),
    }
    reference = min(milliseconds(lambda: PartnerSchool.objects.filter(pk=partner.pk).first()) for _ in range(20))
    for name, asked in pages.items():
        taken, computed = _taken(asked)
        report.times(name, taken, target=_TARGET, reference=reference)
        report.line("… time of this process alone", str(computed))
    client, address = pages["the list"][0]
    partner.save()
    report.line("the list, first after a partner was saved", f"{milliseconds(lambda: _get(client, address)):.0f} ms")
    call_command("clearsessions")


def _client_of(wish: ExchangeWish) -> Client:
    """The browser of somebody of the wish's school."""
    client = Client(headers={"host": "localhost"})
    member = Membership.objects.current().filter(school=wish.school_id).select_related("user").earliest("pk")
    client.force_login(member.user)
    return client


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")


def _taken(asked: list[tuple[Client, str]]) -> tuple[Times, Times]:
    """By the clock and by the processor: each page once unmeasured, then all in turn, at least `_GETS` of them.

    Every GET counts by itself. What others do on the machine is in the clock's figures only, and so is the work of a
    database server.
    """
    for client, address in asked:
        _get(client, address)
    rounds = -(-_GETS // len(asked))
    clock, processor = [], []
    for client, address in asked * rounds:
        started = time.process_time()
        clock.append((milliseconds(lambda: _get(client, address)), address))  # noqa: B023 - called at once
        processor.append(((time.process_time() - started) * 1000, address))
    return _times(clock), _times(processor)


def _times(taken: list[tuple[float, str]]) -> Times:
    values = sorted(value for value, _address in taken)
    at = max(0, -(-95 * len(values) // 100) - 1)
    return Times(statistics.median(values), values[at], values[-1], max(taken)[1])
