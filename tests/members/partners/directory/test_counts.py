"""Every number of the directory, counted once more in plain Python on random partners and random queries."""

import datetime
import random

import pytest
from django.http import QueryDict

from members.matching.records import Period
from members.partners.directory import Facet, Sort, parse_query, search_directory
from members.partners.directory.facets import LEVEL, ages_of_band, labels_of
from members.partners.directory.sight import timetable_of
from members.partners.load import register_open_requests
from members.partners.memory.week import minutes_on_best_day, stretches_of, week_of
from members.partners.models import Agreement, PartnerPeriod, PartnerSchool
from members.partners.states import earliest_confirmation
from portal.core.vocabulary import ExchangeType, Month, Theme, Tool
from tests.amounts import random_cases
from tests.factories.partners import AgreementFactory, PartnerFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 20)
OURS = [PartnerPeriod(weekday=day, starts=datetime.time(9), ends=datetime.time(12)) for day in range(5)]
PLACES = [
    ("AU", "AU-NSW", "Australia/Sydney"),
    ("AU", "AU-VIC", "Australia/Melbourne"),
    ("NZ", "NZ-AUK", "Pacific/Auckland"),
    ("TW", "", "Asia/Taipei"),
    ("KR", "KR-11", ""),
]


def some(dice, values, most):
    return dice.sample(list(values), dice.randint(0, most))


def make(dice):
    country, region, zone = dice.choice(PLACES)
    youngest = dice.choice([None, 6, 9, 12, 15])
    requests = dice.randint(0, 8)
    partner = PartnerFactory(
        name=dice.choice(["海の学校", "山の学校", "森小学校"]),
        country=country,
        region=region,
        timezone=zone,
        age_min=youngest,
        age_max=youngest and youngest + dice.randint(0, 4),
        exchange_types=some(dice, ExchangeType.values, 3),
        themes=some(dice, Theme.values, 3),
        months=some(dice, Month.values, 6),
        tools=some(dice, Tool.values, 2),
        languages={code: dice.randint(0, 4) for code in some(dice, ("en", "ja", "zh"), 3)},
        capacity=dice.randint(0, 2),
        status=dice.choices(("active", "paused"), (9, 1))[0],
        full_until=dice.choice([None, None, DAY, DAY - datetime.timedelta(days=1)]),
        confirmed_on=dice.choice([None, DAY]) and DAY - datetime.timedelta(days=dice.randint(0, 600)),
        requests=requests,
        replies=dice.randint(0, requests),
    )
    for day in some(dice, range(5), 3):
        PartnerPeriod.objects.create(
            partner=partner, weekday=day, starts=datetime.time(dice.randint(7, 11)), ends=datetime.time(12, 30)
        )
    return partner


def minutes_of(partner):
    periods = timetable_of(partner.periods.all())
    if not partner.timezone or not periods:
        return -1
    monday = week_of(DAY)
    ours = stretches_of(timetable_of(OURS), "Asia/Tokyo", monday)
    return minutes_on_best_day(ours, stretches_of(periods, partner.timezone, monday), monday)


def has(partner, facet, value, level, waiting):
    """Whether a partner has a value, told by its row."""
    if facet == Facet.COUNTRY:
        return partner.country == value
    if facet == Facet.REGION:
        return partner.region == value
    if facet in (Facet.EXCHANGE_TYPE, Facet.THEME, Facet.MONTH, Facet.TOOL):
        return value in [str(code) for code in getattr(partner, f"{facet.value}s")]
    if facet == Facet.LANGUAGE:
        return partner.languages.get(value, 0) >= level
    if facet == Facet.AGE:
        youngest, oldest = ages_of_band(value)
        return partner.ages is not None and partner.ages[0] <= oldest and partner.ages[1] >= youngest
    if facet == Facet.OVERLAP:
        return minutes_of(partner) >= int(value)
    if facet == Facet.CONFIRMED:
        return partner.confirmed_on >= earliest_confirmation(int(value), DAY)
    if facet == Facet.REPLIES:
        return partner.requests >= 3 and partner.replies / partner.requests >= 0.8 - 1e-9
    return partner.state(waiting.get(partner.pk, 0), DAY).takes_requests


def random_query(dice):
    params = QueryDict(mutable=True)
    for facet in dice.sample(list(Facet), dice.randint(0, 4)):
        values = [code for code, _region, _zone in PLACES] if facet == Facet.COUNTRY else list(labels_of(facet))
        params.setlist(facet.value, dice.sample(values, min(len(values), dice.randint(1, 3))))
    params[LEVEL] = dice.choice(["", "2", "3", "4"])
    params["q"] = dice.choice(["", "", "学校", "海"])
    params["sort"] = dice.choice(Sort.values)
    return params


def test_all_numbers_are_those_of_plain_counting(monkeypatch):
    dice = random.Random(7)
    AgreementFactory()
    partners = [make(dice) for _number in range(30)]
    waiting = {partner.pk: dice.randint(1, 4) for partner in dice.sample(partners, 9)} | {999_999: 3}
    monkeypatch.setattr("members.partners.load._sources", [])
    register_open_requests(lambda keys: waiting)
    stored = list(PartnerSchool.objects.prefetch_related("periods"))
    listed = [one for one in stored if one.state(0, DAY).is_listed]
    agreed = {one.pk for one in stored if Agreement.objects.covering(one.country, one.region).exists()}
    known = {}

    def has_value(partner, facet, value, level):
        key = partner.pk, facet, value, level
        if key not in known:
            known[key] = (
                partner.pk in agreed if facet == Facet.AGREEMENT else has(partner, facet, value, level, waiting)
            )
        return known[key]

    for _number in range(random_cases(200)):
        params = random_query(dice)
        query = parse_query(params)
        search = search_directory(query, OURS, DAY)
        worded = [one for one in listed if all(letter in one.name for letter in query.q)]

        def fits(partner, query=query, but=None):
            return all(
                any(has_value(partner, Facet(facet), value, query.level) for value in values)
                for facet, values in query.chosen.items()
                if facet != but
            )

        assert sorted(search.ids.tolist()) == sorted(one.pk for one in worded if fits(one)), params.urlencode()
        assert search.total == len(search.ids)
        for facet in Facet:
            others = [one for one in worded if fits(one, but=facet)]
            for value, number in search.counts(facet).items():
                expected = sum(has_value(one, facet, value, query.level) for one in others)
                assert number == expected, (params.urlencode(), facet, value)
        for facet in query.chosen:
            assert search.without[facet] == sum(fits(one, but=facet) for one in worded)
        assert sum(number for _code, number in search.by_country()) == search.total


ORDERS = {
    "confirmed": ["new", "far", "near", "old"],
    "hours": ["near", "new", "old", "far"],
    "replies": ["near", "far", "new", "old"],
    "overlap": ["near", "old", "far", "new"],
}


@pytest.mark.parametrize("sort", ORDERS)
def test_orders(sort):
    day = datetime.date(2026, 7, 15)
    days = {"new": 0, "far": 5, "near": 10, "old": 20}
    zones = {"new": "Asia/Taipei", "far": "Europe/London", "near": "Asia/Seoul", "old": "Australia/Sydney"}
    answers = {"new": (4, 2), "far": (2, 2), "near": (9, 9), "old": (6, 0)}
    lessons = {"near": (9, 12), "old": (10, 12), "far": (1, 3)}
    for number, name in enumerate(("near", "new", "old", "far")):
        partner = PartnerFactory(
            code=name,
            name=f"学校{number}",
            timezone=zones[name],
            confirmed_on=day - datetime.timedelta(days=days[name]),
            requests=answers[name][0],
            replies=answers[name][1],
        )
        if name in lessons:
            start, end = lessons[name]
            PartnerPeriod.objects.create(
                partner=partner, weekday=2, starts=datetime.time(start), ends=datetime.time(end)
            )
    found = search_directory(parse_query(QueryDict(f"sort={sort}")), OURS, day).ids.tolist()
    codes = dict(PartnerSchool.objects.values_list("pk", "code"))

    assert [codes[pk] for pk in found] == ORDERS[sort]


def test_the_season_decides_the_shared_lessons():
    partner = PartnerFactory()
    PartnerPeriod.objects.create(partner=partner, weekday=1, starts=datetime.time(13), ends=datetime.time(15))
    query = parse_query(QueryDict("overlap=45"))

    assert search_directory(query, OURS, datetime.date(2026, 7, 15)).total == 0, "12:00 to 14:00 in Tokyo"
    assert search_directory(query, OURS, datetime.date(2026, 11, 20)).total == 1, "11:00 to 13:00 in Tokyo"
    assert search_directory(query, [], datetime.date(2026, 11, 20)).total == 0


def test_new_timetables_are_worked_out_beside_the_known_ones():
    partner = PartnerFactory()
    period = PartnerPeriod.objects.create(partner=partner, weekday=1, starts=datetime.time(12), ends=datetime.time(15))
    query = parse_query(QueryDict("overlap=90"))
    assert search_directory(query, OURS, DAY).total == 1
    period.ends = datetime.time(12, 30)
    period.save()
    assert search_directory(query, OURS, DAY).total == 0
    other = PartnerFactory(timezone="Asia/Tokyo")
    PartnerPeriod.objects.create(partner=other, weekday=1, starts=datetime.time(9), ends=datetime.time(11))

    assert search_directory(query, OURS, DAY).ids.tolist() == [other.pk]


def test_a_school_without_a_whole_minute_of_lessons_has_none():
    empty = PartnerPeriod(weekday=0, starts=datetime.time(9, 0, 10), ends=datetime.time(9, 0, 40))

    assert timetable_of([empty, *OURS]) == tuple(Period(day, 540, 720) for day in range(5))
