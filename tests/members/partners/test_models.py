import datetime
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from members.partners.models import DATA_VERSION, Agreement, PartnerSchool
from portal.core.versions import current_version
from tests.factories.partners import AgreementFactory, PartnerFactory, PartnerPeriodFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)


def test_listed_are_active_partners_confirmed_within_18_months():
    PartnerFactory(code="listed", confirmed_on=datetime.date(2025, 5, 20))
    PartnerFactory(code="stale", confirmed_on=datetime.date(2025, 5, 19))
    PartnerFactory(code="never", confirmed_on=None)
    PartnerFactory(code="paused", status="paused", confirmed_on=TODAY)
    PartnerFactory(code="closed", status="closed", confirmed_on=TODAY)

    def codes(partners):
        return set(partners.values_list("code", flat=True))

    assert codes(PartnerSchool.objects.listed(TODAY)) == {"listed"}
    assert codes(PartnerSchool.objects.visible(TODAY)) == {"listed", "paused"}
    assert codes(PartnerSchool.objects.stale(TODAY)) == {"stale", "never"}
    assert codes(PartnerSchool.objects.to_confirm(TODAY)) == {"listed"}


def test_each_change_moves_the_data_version():
    partner = PartnerFactory()
    seen = [current_version(DATA_VERSION)]
    partner.save(update_fields=["city"])
    seen.append(current_version(DATA_VERSION))
    period = PartnerPeriodFactory(partner=partner)
    seen.append(current_version(DATA_VERSION))
    period.delete()
    seen.append(current_version(DATA_VERSION))
    PartnerSchool.objects.filter(pk=partner.pk).delete()
    seen.append(current_version(DATA_VERSION))
    AgreementFactory()
    seen.append(current_version(DATA_VERSION))

    assert all(later > earlier for earlier, later in pairwise(seen))


def test_a_change_that_is_taken_back_leaves_the_version():
    before = current_version(DATA_VERSION)

    def create_and_fail():
        with transaction.atomic():
            PartnerFactory()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        create_and_fail()

    assert current_version(DATA_VERSION) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"age_min": 12, "age_max": 8},
        {"age_min": 12, "age_max": None},
        {"timezone": "Sydney"},
        {"region": "NSW"},
        {"region": "NZ-AUK"},
        {"languages": {"en": 5}},
        {"languages": {"xx": 1}},
        {"languages": ["en"]},
        {"exchange_types": ["cards"]},
        {"months": [13]},
        {"importance": {"age": 7}},
        {"country": "ZZ"},
        {"website": "javascript:alert(1)"},
    ],
)
def test_validation_names_the_field(wrong):
    partner = PartnerFactory.build(**wrong)

    with pytest.raises(ValidationError) as refused:
        partner.full_clean()

    assert set(refused.value.message_dict) & (set(wrong) | {"age_max"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"age_min": 12, "age_max": 8},
        {"status": "gone"},
        {"class_size": 0},
        {"requests": 1, "replies": 2},
        {"capacity": -1},
    ],
)
def test_the_database_refuses_as_well(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerFactory(**wrong)


def test_unknown_answers_are_allowed():
    PartnerFactory(
        age_min=None, age_max=None, timezone="", languages={}, months=[], themes=[], tools=[], class_size=None
    ).full_clean()


def test_an_agreement_covers_its_region_or_the_whole_country():
    region = AgreementFactory()
    country = AgreementFactory(country="TH", region="", counterpart_en="Ministry of Education")

    assert list(Agreement.objects.covering("AU", "AU-NSW")) == [region]
    assert list(Agreement.objects.covering("AU", "AU-VIC")) == []
    assert list(Agreement.objects.covering("TH", "TH-10")) == [country]
    assert list(Agreement.objects.covering("TH", "")) == [country]
