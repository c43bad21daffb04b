"""No type of page asks more of the database when the site has more of everything."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import YearlyFigure
from tests.factories.public_site import (
    make_activity,
    make_case,
    make_easy,
    make_event,
    make_faq,
    make_issue,
    make_news,
    make_programme,
    make_region,
    make_site,
    section,
)
from tests.home.test_pages import PATHS

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FLOW = [{"type": "flow", "value": {"heading": "流れ", "exchange_type": "", "steps": [{"title": "a", "text": "b"}]}}]
MORE_TYPES = ("letter_card", "artwork", "embassy", "programme")
MORE_PLACES = (("NZ", "Pacific/Auckland"), ("KR", "Asia/Seoul"), ("FR", "Europe/Paris"), ("TH", "Asia/Bangkok"))


def one_of_everything() -> None:
    make_site()
    make_case()  # beside the first, as each case names others
    make_easy(section("about"))
    for code, table in (("elementary", "school_type"), ("NZ", "country")):
        YearlyFigure.objects.create(fiscal_year=2025, table=table, code=code, exchanges=9, people=90)


def more_of_everything() -> None:
    for number, (kind, (country, zone)) in enumerate(zip(MORE_TYPES, MORE_PLACES, strict=True), 2):
        make_activity(kind, body=FLOW)
        make_region(title=country, slug=country.lower(), country=country, zone=zone)
        make_case(countries=["TW", country], exchange_types=["live_online", kind])
        make_news(category="call")
        make_event()
        make_issue(number)
        make_programme()
        make_faq(f"質問{number}")
        for code, table in (("high", "school_type"), (country, "country")):
            YearlyFigure.objects.update_or_create(
                fiscal_year=2025, table=table, code=code, defaults={"exchanges": 9, "people": 90}
            )
        YearlyFigure.objects.create(fiscal_year=2025 - number, table="school_type", code="high", exchanges=9, people=90)
    for slug in ("faq", "contact", "activities"):
        make_easy(section(slug))


def counts(paths: list[str]) -> dict[str, int]:
    client = Client()
    found = {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(path).status_code == 200, path
        found[path] = len(asked)
    return found


def test_no_page_asks_more_when_there_is_more():
    one_of_everything()
    paths = [*PATHS, *(f"/en{path}" for path in PATHS), "/easy/", "/easy/about/", "/statistics/", "/search/?q=交流"]
    before = counts(paths)
    more_of_everything()
    assert counts(paths) == before
    assert before["/"] <= 25
