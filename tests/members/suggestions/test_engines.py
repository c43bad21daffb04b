"""The engine on the columns in memory answers as the engine on records made of the rows."""

import datetime
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members import matching
from members.partners.models import PartnerSchool
from members.suggestions import services
from members.suggestions.engines import engines
from members.suggestions.mapping import partner_record, wish_record
from portal.core.countries import LANGUAGES
from portal.core.vocabulary import ExchangeType, Theme, Tool
from tests.amounts import random_cases
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 15)


def codes(choices, most=4):
    return st.lists(st.sampled_from(sorted(choices)), max_size=most, unique=True)


PARTNERS = st.lists(
    st.fixed_dictionaries(
        {
            "country": st.sampled_from(["AU", "TW", "CA"]),
            "region": st.just(""),
            "timezone": st.sampled_from(["Australia/Sydney", "Asia/Taipei", ""]),
            "exchange_types": codes(ExchangeType.values, 6),
            "languages": st.dictionaries(st.sampled_from(LANGUAGES[:4]), st.integers(0, 4), max_size=3),
            "themes": codes(Theme.values),
            "months": codes(range(1, 13), 6),
            "tools": codes(Tool.values),
            "class_size": st.none() | st.integers(5, 40),
            "importance": st.dictionaries(st.sampled_from(["age", "theme"]), st.integers(0, 3)),
            "capacity": st.integers(0, 3),
            "status": st.sampled_from(["active", "active", "paused"]),
            "full_until": st.none() | st.dates(datetime.date(2026, 9, 10), datetime.date(2026, 9, 20)),
            "confirmed_on": st.none() | st.dates(datetime.date(2025, 1, 1), DAY),
            "requests": st.integers(3, 6),
            "replies": st.integers(0, 3),
        }
    ),
    max_size=8,
)


@settings(max_examples=random_cases(15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTNERS, st.booleans())
def test_memory_and_rows_give_the_same_answer(rows, live):
    PartnerSchool.objects.all().delete()
    for row in rows:
        partner = PartnerFactory(**row)
        PartnerPeriodFactory(partner=partner, starts=datetime.time(12, 30), ends=datetime.time(13, 35))
    wish = (LiveWishFactory if live else WishFactory)(waiting=True, musts=["theme"])
    waiting = Counter()
    for partner in PartnerSchool.objects.order_by("pk")[:2]:
        RequestFactory(partner=partner, wish=WishFactory(waiting=True))
        waiting[partner.pk] += 1

    record = wish_record(wish)
    records = [partner_record(partner, waiting[partner.pk], DAY) for partner in PartnerSchool.objects.all()]
    [expected] = matching.match([record], records, as_of=DAY).suggestions
    assert engines.run(DAY).serve(record) == expected


def test_a_question_sees_what_has_just_changed(django_assert_num_queries):
    wish, partner = WishFactory(waiting=True), PartnerFactory(confirmed_on=DAY, capacity=1)
    record = wish_record(wish)
    with engines.asking(DAY) as engine:
        assert engine.why_not(record, partner.pk) is None
        assert engine.weigh(record, partner.pk).fit > 0
    for _two in range(2):
        RequestFactory(partner=partner, wish=WishFactory(waiting=True))
    with engines.asking(DAY) as engine:
        assert engine.why_not(record, partner.pk) == "capacity"
    partner.exchange_types = ["artwork"]
    partner.save()
    with engines.asking(DAY) as engine:
        assert engine.why_not(record, partner.pk) == "type"
    with django_assert_num_queries(2), engines.asking(DAY) as engine:
        engine.count(record, [frozenset()])


def test_a_list_of_one_wish_counts_the_lists_of_the_others():
    partner = PartnerFactory(confirmed_on=DAY)
    first, second = (services.refresh_suggestions(WishFactory(waiting=True), DAY).suggestions.get() for _each in "ab")
    again = services.refresh_suggestions(first.run.wish, DAY).suggestions.get()

    assert partner == first.partner == second.partner
    assert (second.fit, second.score) == (first.fit, pytest.approx(first.score - 0.05 / partner.capacity, abs=2e-6))
    assert again.score == second.score, "its own list counts no partner as listed"
