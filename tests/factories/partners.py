"""Partner schools abroad for tests."""

import datetime

import factory
from django.utils.timezone import localdate
from factory.django import DjangoModelFactory

from members.partners.models import Agreement, PartnerPeriod, PartnerSchool
from members.partners.services import merge_partners
from portal.core.vocabulary import Weekday


class PartnerFactory(DjangoModelFactory):
    """An active partner near Sydney, confirmed today."""

    class Meta:
        model = PartnerSchool

    code = factory.Sequence(lambda n: f"P{n:05}")
    name = factory.Sequence(lambda n: f"ワトルベイ第{n}小学校")
    name_en = factory.Sequence(lambda n: f"Wattle Bay No. {n} Public School")
    country = "AU"
    region = "AU-NSW"
    city = "Sydney"
    city_ja = "シドニー"
    timezone = "Australia/Sydney"
    age_min = 8
    age_max = 12
    exchange_types = factory.LazyFunction(lambda: ["live_online", "letter_card"])
    languages = factory.LazyFunction(lambda: {"en": 4, "ja": 1})
    themes = factory.LazyFunction(lambda: ["school_life", "food"])
    months = factory.LazyFunction(lambda: [5, 6, 10, 11])
    class_size = 28
    tools = factory.LazyFunction(lambda: ["zoom", "teams"])
    confirmed_on = factory.LazyFunction(localdate)


class PartnerPeriodFactory(DjangoModelFactory):
    class Meta:
        model = PartnerPeriod

    partner = factory.SubFactory(PartnerFactory)
    weekday = Weekday.TUE
    starts = datetime.time(9, 0)
    ends = datetime.time(9, 50)


def make_merge(**fields):
    """A merge of two entries that stands."""
    return merge_partners(PartnerFactory(**fields), PartnerFactory(), {}, actor=None)


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    counterpart_ja = "ニューサウスウェールズ州教育省"
    counterpart_en = "New South Wales Department of Education"
    country = "AU"
    region = "AU-NSW"
    signed_on = datetime.date(2016, 10, 6)
