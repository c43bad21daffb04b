import datetime

import pytest
from django.core.exceptions import ValidationError

from members.partners.models import DATA_VERSION, PartnerPeriod, PartnerSchool
from members.partners.services import save_partner
from portal.core.versions import current_version

pytestmark = pytest.mark.django_db
NINE, TEN = datetime.time(9), datetime.time(10)


def test_a_partner_is_created_and_then_changed_by_its_code():
    first = save_partner("P1", name="みなと小学校", country="TW", periods=[(0, NINE, TEN), (1, NINE, TEN)])
    seen = current_version(DATA_VERSION)
    second = save_partner("P1", capacity=4)

    assert (second.pk, second.name, second.capacity, second.periods.count()) == (first.pk, "みなと小学校", 4, 2)
    assert save_partner("P1", periods=[]).periods.count() == 0
    assert current_version(DATA_VERSION) > seen


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "XX"},
        {"languages": {"en": 9}},
        {"periods": [(0, TEN, NINE)]},
        {"periods": [(0, NINE, TEN), (0, NINE, datetime.time(11))]},
        {"periods": [(9, NINE, TEN)]},
    ],
)
def test_nothing_is_stored_when_a_part_is_wrong(wrong):
    with pytest.raises(ValidationError):
        save_partner("P1", **{"name": "みなと小学校", "country": "TW", **wrong})

    assert not PartnerSchool.objects.exists()
    assert not PartnerPeriod.objects.exists()
