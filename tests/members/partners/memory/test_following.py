"""Memory follows the database: after any edits the patched columns say what freshly built ones say."""

import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.partners import journal
from members.partners.memory.building import build_columns
from members.partners.memory.column_store import ColumnStore
from members.partners.models import Agreement, PartnerChange, PartnerPeriod, PartnerSchool
from portal.core.versions import bump_version, current_version
from tests.amounts import random_cases
from tests.factories.partners import AgreementFactory, PartnerFactory, PartnerPeriodFactory

pytestmark = pytest.mark.django_db
ARRAYS = (
    *("youngest", "oldest", "capacity", "class_size", "confirmed", "full_until", "requests", "replies"),
    *("active", "agreed", "speaks"),
)
BITS = ("exchange_types", "themes", "months", "tools")


def told(columns):
    """What columns say, without the numbers they say it by."""
    pairs = [(columns.timetables[table], columns.zones[zone]) for table, zone in columns.pairs]
    found = {name: getattr(columns, name).tolist() for name in (*ARRAYS, *BITS)}
    return found | {
        "ids": columns.ids.tolist(),
        "place": [columns.places[at] for at in columns.place],
        "zone": [columns.zones[at] if at >= 0 else None for at in columns.zone],
        "week": [pairs[at] if at >= 0 else None for at in columns.pair],
        "levels": [level.tolist() for level in columns.levels],
        "markings": [columns.markings[at] for at in columns.marks],
        "names": columns.names,
        "by_name": {language: order.tolist() for language, order in columns.by_name.items()},
    }


class Counting:
    """A store that counts how often it builds everything."""

    def __init__(self):
        self.builds = 0
        self.store = ColumnStore(self._build)

    def _build(self, version):
        self.builds += 1
        return build_columns(version)

    def told(self):
        return told(self.store.current())


@pytest.fixture
def held():
    return Counting()


def any_partner(dice):
    keys = list(PartnerSchool.objects.order_by("pk").values_list("pk", flat=True))
    return PartnerSchool.objects.get(pk=keys[dice % len(keys)]) if keys else None


def rename(dice, _held):
    partner = any_partner(dice)
    if partner:
        partner.name, partner.name_en = f"学校{dice % 4}", ["", "School", "Ångström"][dice % 3]
        partner.save()


def change(dice, _held):
    partner = any_partner(dice)
    if partner:
        partner.country, partner.region = [("TW", ""), ("AU", "AU-NSW"), ("NZ", "NZ-AUK")][dice % 3]
        partner.timezone = ["Asia/Taipei", "", "Pacific/Auckland"][dice % 3]
        partner.themes, partner.languages = [["food"], [], ["sdgs"]][dice % 3], {"en": dice % 5}
        partner.status = ["active", "paused"][dice % 2]
        partner.full_until = [None, datetime.date(2026, 12, 1)][dice % 2]
        partner.save()


def come(_dice, _held):
    PartnerFactory()


def go(dice, _held):
    partner = any_partner(dice)
    if partner:
        partner.delete()


def teach(dice, _held):
    partner = any_partner(dice)
    if partner and not partner.periods.filter(weekday=dice % 7).exists():
        PartnerPeriodFactory(partner=partner, weekday=dice % 7)


def rest(dice, _held):
    PartnerPeriod.objects.filter(weekday=dice % 7).delete()


def agree(dice, _held):
    AgreementFactory(country="TW", region="") if dice % 2 else Agreement.objects.all().delete()


def look(_dice, held):
    assert held.told() == told(build_columns(0))


EDITS = (rename, change, come, go, teach, rest, agree, look)


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 40)), min_size=1, max_size=12))
@settings(max_examples=random_cases(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_patched_columns_say_what_fresh_ones_say(edits):
    with transaction.atomic():
        held = Counting()
        PartnerFactory.create_batch(3)
        held.told()
        for edit, dice in edits:
            edit(dice, held)
        assert held.told() == told(build_columns(0))
        assert held.builds == 1, "a few changes never need a build"
        transaction.set_rollback(True)


def test_nothing_held_is_written_to(held):
    partner = PartnerFactory()
    first = held.store.current()
    before = told(first)
    partner.name, partner.capacity = "あ", 9
    partner.save()
    PartnerFactory()
    held.store.current()

    assert told(first) == before


@pytest.mark.parametrize("count", [lambda: bump_version(journal.DATA_VERSION), journal.everything_changed])
def test_a_step_without_its_partner_means_everything(held, count):
    partner = PartnerFactory()
    held.told()
    PartnerSchool.objects.filter(pk=partner.pk).update(capacity=9)
    count()

    assert held.told()["capacity"] == [9]
    assert held.builds == 2


def test_pruned_notes_mean_everything(held):
    partner = PartnerFactory()
    held.told()
    partner.capacity = 9
    partner.save()
    PartnerChange.objects.update(at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    assert journal.prune() > 0

    assert held.told()["capacity"] == [9]
    assert held.builds == 2


def test_what_was_seen_and_taken_back_is_not_kept(held):
    partner = PartnerFactory(capacity=1)
    held.told()
    with transaction.atomic():
        partner.capacity = 7
        partner.save()
        assert held.told()["capacity"] == [7]
        transaction.set_rollback(True)
    assert held.told()["capacity"] == [1]

    partner.capacity = 3
    partner.save()
    assert held.told()["capacity"] == [3]


def test_notes_make_a_chain():
    before = current_version(journal.DATA_VERSION)
    partner = PartnerFactory()
    AgreementFactory()
    after = current_version(journal.DATA_VERSION)
    changes = journal.changes_between(before, after)

    assert changes == journal.Changes(frozenset({partner.pk}), agreements=True)
    assert journal.changes_between(before + 1, after) is None
    assert journal.changes_between(before, after + 1) is None


def test_following_takes_few_queries_however_many_partners(held, django_assert_num_queries):
    partners = PartnerFactory.create_batch(5)
    held.told()
    partners[0].save()
    with django_assert_num_queries(5):
        held.store.current()
    for partner in partners:
        partner.save()
    with django_assert_num_queries(5):
        held.store.current()
