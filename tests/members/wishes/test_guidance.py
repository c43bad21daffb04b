"""Clocks and shared lessons of countries, and the words for them."""

import datetime

import numpy as np
import pytest
from django.utils import translation

from members.matching.records import Period
from members.partners.memory import store
from members.wishes.country_rows import clock_words, country_rows, lessons_words, proposal_of
from members.wishes.guidance import CountryGuide, country_guides, guides_of
from portal.core.vocabulary import ExchangeType
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import SchoolPeriodFactory

DAY = datetime.date(2026, 11, 20)
MORNING = (Period(1, 9 * 60, 9 * 60 + 45),)


def partner(country, zone, *, starts=None, **fields):
    made = PartnerFactory(country=country, region="", timezone=zone, **fields)
    if starts:
        hour, minute = starts
        PartnerPeriodFactory(
            partner=made, weekday=1, starts=datetime.time(hour, minute), ends=datetime.time(hour + 1, minute)
        )
    return made


def guides(ours=MORNING, day=DAY):
    columns = store.current()
    return guides_of(columns, np.ones(len(columns), np.bool_), ours, day)


@pytest.mark.django_db
def test_a_country_of_one_zone_is_told_with_its_next_change_of_clocks():
    partner("NZ", "Pacific/Auckland")
    partner("TW", "Asia/Taipei")

    found = guides()

    assert (found["NZ"].ahead, found["NZ"].ahead_later) == ((240,), (180,))
    assert (found["TW"].ahead, found["TW"].ahead_later) == ((-60,), (-60,))


@pytest.mark.django_db
def test_a_country_of_several_zones_is_told_as_a_range():
    partner("US", "America/New_York")
    partner("US", "America/Los_Angeles")

    found = guides()["US"]

    assert (found.partners, found.ahead, found.ahead_later) == (2, (-1020, -840), (-960, -780))


@pytest.mark.django_db
def test_shared_lessons_are_those_of_the_best_partner_now_or_half_a_year_later():
    partner("AU", "Australia/Brisbane", starts=(10, 0))  # 9:00 in Tokyo
    partner("AU", "Australia/Brisbane", starts=(10, 30))
    # 12:30 in Auckland is 8:30 in Tokyo while it is summer there, and 9:30 in winter.
    partner("NZ", "Pacific/Auckland", starts=(12, 30))
    partner("US", "America/New_York", starts=(13, 0))
    partner("FR", "Europe/Paris")
    partner("TW", "")

    found = guides()

    assert {code: one.shared for code, one in found.items()} == {"AU": 45, "NZ": 30, "US": 0, "FR": None, "TW": None}
    assert [code for code, one in found.items() if one.never_meets] == ["US"]
    assert found["TW"].ahead == ()


@pytest.mark.django_db
def test_a_school_without_lessons_learns_the_clocks_only():
    partner("AU", "Australia/Brisbane", starts=(10, 0))

    assert guides(ours=())["AU"].shared is None


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 5])
def test_only_partners_that_may_be_suggested_count(count, django_assert_num_queries):
    for number in range(count):
        partner(["AU", "NZ", "TW", "US", "FR"][number], "Asia/Taipei")
    partner("KR", "Asia/Seoul", status="closed")
    periods = [SchoolPeriodFactory()]
    periods[0].refresh_from_db()
    country_guides(periods)

    with django_assert_num_queries(GUIDE_QUERIES):
        found = country_guides(periods)

    assert len(found) == count
    assert "KR" not in found


def test_without_partners_there_is_nothing_to_guide(db):
    assert guides() == {}


def guide(code="NZ", ahead=(), later=None, shared=None):
    return CountryGuide(code, 3, ahead, later if later is not None else ahead, shared)


@pytest.mark.parametrize(
    ("ahead", "later", "words"),
    [
        ((), (), ""),
        ((0,), (0,), "the same time as in Tokyo"),
        ((60,), (60,), "1 h ahead of Tokyo"),
        ((-510,), (-510,), "8 h 30 min behind Tokyo"),
        ((-1020, -840), (-1020, -840), "14 h to 17 h behind Tokyo"),
        ((60, 180), (60, 180), "1 h to 3 h ahead of Tokyo"),
        ((-360, 180), (-360, 180), "between 6 h behind and 3 h ahead of Tokyo"),
        ((240,), (180,), "4 h ahead of Tokyo (from the next change of clocks: 3 h ahead of Tokyo)"),
    ],
)
def test_clocks_in_words(ahead, later, words):
    with translation.override("en"):
        assert clock_words(guide(ahead=ahead, later=later)) == words


def test_lessons_in_words():
    with translation.override("en"):
        words = [lessons_words(guide(shared=shared)) for shared in (None, 0, 45)]

    assert words == ["", "lessons never at the same time", "lessons at the same time: up to 45 min a day"]


CHOICES = [("NZ", "New Zealand"), ("TW", "Taiwan"), ("US", "United States")]
GUIDES = {"NZ": guide("NZ", shared=45), "US": guide("US", shared=0)}


@pytest.mark.parametrize(
    ("checked", "kind", "countries", "is_all"),
    [
        ([], ExchangeType.LIVE_ONLINE, ["United States"], False),
        (["US"], ExchangeType.LIVE_ONLINE, ["United States"], True),
        (["US", "NZ"], ExchangeType.LIVE_ONLINE, ["United States"], False),
        (["NZ"], ExchangeType.LIVE_ONLINE, None, None),
        (["US"], ExchangeType.LETTER_CARD, None, None),
    ],
)
def test_another_type_is_proposed_where_lessons_never_meet(checked, kind, countries, is_all):
    proposal = proposal_of(country_rows(CHOICES, GUIDES, checked), kind)

    if countries is None:
        assert proposal is None
    else:
        assert (proposal.countries, proposal.is_all) == (countries, is_all)


GUIDE_QUERIES = 1
