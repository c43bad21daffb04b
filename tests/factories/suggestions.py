"""Runs, suggestions and requests for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from members.suggestions.models import MatchRun, PartnerRequest, Suggestion
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
