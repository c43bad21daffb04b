import datetime
import threading
from dataclasses import replace

import numpy as np
import pytest

from members.partners.columns import CODES, UNKNOWN, ColumnStore, build_columns, store
from members.partners.models import DATA_VERSION, PartnerSchool
from portal.core.versions import current_version
from tests.factories.partners import AgreementFactory, PartnerFactory

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
        class_size=None,
        confirmed_on=None,
        languages={"zh": 4, "ja": 0},
        themes=[],
        months=[12],
        exchange_types=["artwork"],
        status="paused",
    )
    columns = build_columns(7)

    assert (columns.version, len(columns), columns.ids.tolist()) == (7, 2, [first.pk, second.pk])
    assert [columns.countries[place] for place in columns.country] == ["AU", "TW"]
    assert columns.ages.tolist() == [[8, 12], [UNKNOWN, UNKNOWN]]
    assert columns.class_size.tolist() == [28, UNKNOWN]
    assert columns.confirmed.tolist() == [datetime.date(2026, 6, 1).toordinal(), 0]
    assert columns.active.tolist() == [True, False]
    assert columns.agreed.tolist() == [True, False]
    assert {name: order.tolist() for name, order in columns.by_name.items()} == {"ja": [1, 0], "en": [0, 1]}
    assert columns.levels[1, CODES["languages"].index("ja")] == 0

    def values(name, row):
        return [code for place, code in enumerate(CODES[name]) if columns.bits[name][row] >> np.uint32(place) & 1]

    assert values("months", 0) == [5, 6, 10, 11]
    assert values("exchange_types", 1) == ["artwork"]
    assert values("themes", 1) == []
    assert values("languages", 1) == ["zh"], "level 0 is not spoken"


def test_no_partners_at_all():
    columns = build_columns(0)

    assert len(columns) == 0
    assert columns.listed(datetime.date(2026, 1, 1)).tolist() == []


def test_reading_takes_two_queries_whatever_the_rows(django_assert_num_queries):
    PartnerFactory()
    with django_assert_num_queries(2):
        build_columns(0)
    PartnerFactory.create_batch(4)
    with django_assert_num_queries(2):
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
    monkeypatch.setattr("members.partners.columns.current_version", lambda name: 3)
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
