"""The directory of partners: memory built and patched, and searches with all their counts.

The reference of the searches is plain SQL on the same machine: one count of the partners that fit the facets, and for
the list of countries one GROUP BY.
"""

import time

from django.db import connection
from django.db.models import Count
from django.http import QueryDict

from members.partners.directory import parse_query, search_directory
from members.partners.directory.groups import facet_groups
from members.partners.memory.building import build_columns
from members.partners.memory.column_store import store
from members.partners.models import PartnerSchool
from members.schools.models import School
from portal.demo.scale.partners import add_partners
from tests.bench.database import tidy
from tests.bench.report import Report, milliseconds, times

PARTNERS = 100_000
_BUILD_TARGET = 5
_SEARCH_TARGET = {"postgresql": 150, "sqlite": 300}
_SEARCHES = [
    "",
    "country=AU",
    "country=AU&country=NZ&region=AU-NSW&exchange_type=live_online&month=6",
    "country=AU&theme=food&language=en&level=3&overlap=45",
    "age=high&requests=yes&replies=yes&confirmed=12&sort=overlap",
    "tool=zoom&month=5&age=upper_elementary&theme=sdgs&sort=hours",
    "q=学校",
    "q=学校&country=AU&theme=food&language=en&overlap=45",
    "q=Sydney&theme=food&language=en&age=high&month=5",
    "q=school&tool=zoom&month=5&age=high&theme=sdgs",
    "q=環境&country=AU&exchange_type=letter_card&month=6&agreement=yes",
    "q=シドニー&sort=replies",
]


def run(cases: int, report: Report) -> None:
    """How long memory takes to be there and to follow, and the searches on it."""
    add_partners(PARTNERS)
    # Until the database has put its tables in order, searches take ten times as long.
    tidy()
    report.heading(f"Directory of {PARTNERS} partners on {connection.vendor}")
    started = time.perf_counter()
    columns = build_columns(0)
    report.seconds("memory built", time.perf_counter() - started, target=_BUILD_TARGET)
    report.line("memory held", f"{columns.bytes_held / 1e6:.0f} MB, {len(columns.pairs)} timetables and zones")
    _saving(report)
    school = School.objects.filter(periods__isnull=False).order_by("pk")[:1].get()
    periods = list(school.periods.all())

    def search(asked: str) -> object:
        found = search_directory(parse_query(QueryDict(asked)), periods)
        return facet_groups(found), found.ids[:20]

    search("")
    reference = min(milliseconds(_plain_counting) for _ in range(5))
    report.line("plain SQL: one count and one list", f"{reference:.1f} ms")
    taken = times(_SEARCHES, search)
    report.times("searches with all counts", taken, target=_SEARCH_TARGET[connection.vendor], reference=reference)


def _saving(report: Report) -> None:
    """A saved partner, and the next question, which patches."""
    store.current()
    partner = PartnerSchool.objects.earliest("pk")
    partner.save()
    report.line("memory patched after one saving", f"{milliseconds(store.current):.0f} ms")


def _plain_counting() -> None:
    """What a page without memory would ask first; a twelfth of the counts that the directory shows."""
    listed = PartnerSchool.objects.listed().filter(country="AU", age_min__lte=18, age_max__gte=15)
    listed.count()
    list(PartnerSchool.objects.listed().order_by().values("country").annotate(number=Count("pk")))
