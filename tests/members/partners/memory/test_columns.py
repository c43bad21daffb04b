import datetime
import threading
from dataclasses import replace

import numpy as np
import pytest

from members.matching.records import Period
from members.partners.memory import CODES, UNKNOWN, ColumnStore, store
from members.partners.memory.building import build_columns
from members.partners.models import DATA_VERSION, PartnerSchool
from portal.core.versions import current_version
from tests.factories.partners import AgreementFactory, PartnerFactory, PartnerPeriodFactory

pytestmark = pytest.mark.django_db


def test_a_partner_becomes_a_row_of_numbers():
    AgreementFactory()
    first = PartnerFactory(name="い", name_en="B", confirmed_on=datetime.date(2026, 6, 1))
    second = PartnerFactory(
        name="あ",
        name_en="C",
        country="TW",
        region="",
        age_min=None,
        age_max=None,
        confirmed_on=None,
        languages={"zh": 4, "ja": 0},
        themes=[],
        months=[12],
        exchange_types=["artwork"],
        status="paused",
        full_until=datetime.date(2027, 1, 31),
    )
    columns = build_columns(7)

    assert (columns.version, len(columns), columns.ids.tolist()) == (7, 2, [first.pk, second.pk])
    assert [columns.places[place] for place in columns.place] == [("AU", "AU-NSW"), ("TW", "")]
    assert columns.countries == ("AU", "TW")
    assert columns.youngest.tolist() == [8, UNKNOWN]
    assert columns.oldest.tolist() == [12, UNKNOWN]
    assert columns.confirmed.tolist() == [datetime.date(2026, 6, 1).toordinal(), 0]
    assert columns.full_until.tolist() == [0, datetime.date(2027, 1, 31).toordinal()]
    assert columns.active.tolist() == [True, False]
    assert columns.agreed.tolist() == [True, False]
    assert {name: order.tolist() for name, order in columns.by_name.items()} == {"ja": [1, 0], "en": [0, 1]}

    def values(name, bits):
        return [code for place, code in enumerate(CODES[name]) if bits >> np.uint32(place) & 1]

    assert values("months", columns.months[0]) == [5, 6, 10, 11]
    assert values("exchange_types", columns.exchange_types[1]) == ["artwork"]
    assert values("themes", columns.themes[1]) == []
    assert values("languages", columns.levels[0][1]) == ["zh"], "level 0 is not spoken"
    assert values("languages", columns.levels[0][0]) == ["en", "ja"]
    assert values("languages", columns.levels[3][0]) == ["en"]


def test_equal_timetables_and_zones_are_held_once():
    first, second, third = PartnerFactory(), PartnerFactory(), PartnerFactory(timezone="")
    PartnerFactory()
    for partner in (first, second, third):
        PartnerPeriodFactory(partner=partner)
        PartnerPeriodFactory(partner=partner, weekday=0, starts=datetime.time(8, 5), ends=datetime.time(8, 50))
    columns = build_columns(7)

    assert columns.timetables == ((Period(0, 485, 530), Period(1, 540, 590)),)
    assert columns.zones == ("Australia/Sydney",)
    assert columns.zone.tolist() == [0, 0, UNKNOWN, 0]
    assert columns.pairs == ((0, 0),)
    assert columns.pair.tolist() == [0, 0, UNKNOWN, UNKNOWN]


def test_no_partners_at_all():
    columns = build_columns(0)

    assert len(columns) == 0
    assert columns.listed(datetime.date(2026, 1, 1)).tolist() == []


def test_reading_takes_three_queries_whatever_the_rows(django_assert_num_queries):
    PartnerFactory()
    with django_assert_num_queries(3):
        build_columns(0)
    PartnerFactory.create_batch(4)
    with django_assert_num_queries(3):
        build_columns(0)


def test_the_store_is_built_once_a_version(django_assert_num_queries):
    partner = PartnerFactory()
    held = store.current()
    with django_assert_num_queries(1):
        assert store.current() is held

    partner.capacity = 9
    partner.save()
    assert store.current().capacity.tolist() == [9]
    assert store.current().version == current_version(DATA_VERSION)


def test_a_deleted_partner_leaves_the_store():
    PartnerFactory()
    assert len(store.current()) == 1
    PartnerSchool.objects.all().delete()
    assert len(store.current()) == 0


def test_threads_share_one_build(monkeypatch):
    builds, found = [], []
    started, go_on = threading.Event(), threading.Event()

    def build(version):
        builds.append(version)
        started.set()
        go_on.wait(5)
        return replace(empty, version=version)

    empty = build_columns(0)
    # The threads have no database of their own.
    monkeypatch.setattr("members.partners.memory.column_store.current_version", lambda name: 3)
    own = ColumnStore(build)
    threads = [threading.Thread(target=lambda: found.append(own.current())) for _number in range(4)]
    for thread in threads:
        thread.start()
    started.wait(5)
    go_on.set()
    for thread in threads:
        thread.join(5)

    assert builds == [3]
    assert len(found) == 4
    assert len({id(columns) for columns in found}) == 1
