import datetime

import pytest

from members import matching
from members.suggestions.mapping import partner_record, wish_record
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db


def test_a_wish_reaches_the_engine_whole():
    wish = LiveWishFactory(
        countries=["AU"],
        importance={"theme": 3},
        musts=["region"],
        waiting=True,
        # Already the next day in Tokyo.
        submitted_at=datetime.datetime(2026, 8, 31, 16, tzinfo=datetime.UTC),
    )

    record = wish_record(wish, {9})

    assert record == matching.Wish(
        id=f"{wish.pk:012d}",
        exchange_type="live_online",
        ages=(10, 11),
        months=frozenset({10, 11}),
        languages={"en": 1, "ja": 4},
        themes=frozenset({"food"}),
        countries=frozenset({"AU"}),
        class_size=30,
        minutes=45,
        timezone="Asia/Tokyo",
        periods=(matching.Period(1, 645, 690), matching.Period(3, 645, 690)),
        tools=frozenset({"zoom"}),
        importance={"theme": 3},
        musts=frozenset({"region"}),
        excluded_partners=frozenset({9}),
        waiting_since=datetime.date(2026, 9, 1),
    )


def test_a_partner_reaches_the_engine_whole():
    partner = PartnerFactory(
        code="P1", capacity=2, requests=5, replies=4, confirmed_on=datetime.date(2026, 6, 1), importance={"age": 2}
    )
    PartnerPeriodFactory(partner=partner)

    assert partner_record(partner, 3) == matching.Partner(
        id=partner.pk,
        exchange_types=frozenset({"live_online", "letter_card"}),
        country="AU",
        region="AU-NSW",
        timezone="Australia/Sydney",
        ages=(8, 12),
        months=frozenset({5, 6, 10, 11}),
        languages={"en": 4, "ja": 1},
        themes=frozenset({"school_life", "food"}),
        class_size=28,
        tools=frozenset({"zoom", "teams"}),
        periods=(matching.Period(1, 540, 590),),
        capacity=2,
        open_requests=3,
        requests=5,
        replies=4,
        confirmed_on=datetime.date(2026, 6, 1),
        status="active",
        importance={"age": 2},
    )


def test_empty_answers_are_unknown_to_the_engine():
    wish = wish_record(WishFactory(grades=[], months=[], languages={}, class_size=None))
    partner = partner_record(PartnerFactory(age_min=None, age_max=None, timezone="", region="", class_size=None))

    assert (wish.ages, wish.months, wish.languages, wish.class_size) == (None, frozenset(), {}, None)
    assert (partner.ages, partner.timezone, partner.region, partner.class_size) == (None, None, None, None)
