"""All open wishes ask for the same partner at the same moment; prints what became of them as JSON.

A module of its own, so that it can run in another process: SQLite in memory has one connection.
"""

import json
import sys
import threading
from collections import Counter

import django


def ask_at_once() -> Counter[str]:
    """How many were `made`, and how many were refused for each reason."""
    from django.db import connections

    from members.partners.models import PartnerSchool
    from members.suggestions.services import RequestError, request_partner
    from members.wishes.models import ExchangeWish

    partner, wishes = PartnerSchool.objects.get(), list(ExchangeWish.objects.open())
    start, found = threading.Barrier(len(wishes)), Counter[str]()

    def ask(wish: ExchangeWish) -> None:
        start.wait()
        try:
            request_partner(wish, partner, None)
            found["made"] += 1
        except RequestError as refused:
            found[refused.reason] += 1
        except Exception as fault:
            found[repr(fault)] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=(wish,)) for wish in wishes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(ask_at_once()))
