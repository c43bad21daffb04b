"""Runs, suggestions and requests for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from members.suggestions.models import AgreedDate, MatchRun, PartnerRequest, Suggestion
from tests.days import NOON
from tests.factories.partners import PartnerFactory
from tests.factories.wishes import WishFactory


class RunFactory(DjangoModelFactory):
    class Meta:
        model = MatchRun

    wish = factory.SubFactory(WishFactory, waiting=True)
    engine_version = "1.0"
    wish_version = 1
    as_of = datetime.date(2026, 9, 15)
    considered = 1
    possible = 1


class SuggestionFactory(DjangoModelFactory):
    class Meta:
        model = Suggestion

    run = factory.SubFactory(RunFactory)
    partner = factory.SubFactory(PartnerFactory)
    rank = factory.Sequence(lambda n: n + 1)
    fit = 0.66
    fit_school = 0.67
    fit_partner = 0.65
    score = 0.54


class RequestFactory(DjangoModelFactory):
    class Meta:
        model = PartnerRequest

    wish = factory.SubFactory(WishFactory, waiting=True)
    partner = factory.SubFactory(PartnerFactory)


class AgreedDateFactory(DjangoModelFactory):
    """A date in 2027 that was agreed on by the clock of Tokyo, with a partner in Sydney."""

    class Meta:
        model = AgreedDate

    request = factory.SubFactory(RequestFactory, status="accepted", closed_at=NOON)
    local_date = datetime.date(2027, 2, 3)
    local_time = datetime.time(10, 45)
    zone = "Asia/Tokyo"
    other_zone = "Australia/Sydney"
    starts_at = datetime.datetime(2027, 2, 3, 1, 45, tzinfo=datetime.UTC)
    other_date = datetime.date(2027, 2, 3)
    other_time = datetime.time(12, 45)
    tzdata_version = "2026.6"
