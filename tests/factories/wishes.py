"""Wishes for tests: a draft that tells everything, and one that waits for a partner."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from members.wishes.ending import EndReason
from members.wishes.lifecycle import CLOSED_STAGES
from members.wishes.models import ExchangeWish
from portal.core.vocabulary import LessonSlot, Stage, Weekday
from tests.factories.schools import SchoolFactory, SchoolPeriodFactory


class WishFactory(DjangoModelFactory):
    """A complete draft for letters and cards: it needs no lessons."""

    class Meta:
        model = ExchangeWish
        skip_postgeneration_save = True

    school = factory.SubFactory(SchoolFactory)
    title = factory.Sequence(lambda n: f"給食でつながる{n}")
    exchange_type = "letter_card"
    grades = factory.LazyFunction(lambda: ["e5"])
    months = factory.LazyFunction(lambda: [10, 11])
    languages = factory.LazyFunction(lambda: {"en": 1, "ja": 4})
    themes = factory.LazyFunction(lambda: ["food"])
    class_size = 30
    end_reason = factory.LazyAttribute(lambda wish: EndReason.OTHER if wish.stage in CLOSED_STAGES else "")
    ended_at = factory.LazyAttribute(lambda wish: timezone.now() if wish.stage in CLOSED_STAGES else None)
    stage = Stage.DRAFT

    class Params:
        waiting = factory.Trait(stage=Stage.SUBMITTED, submitted_at=factory.LazyFunction(timezone.now))


class LiveWishFactory(WishFactory):
    """A complete draft for a live exchange, with two lessons on Tuesday and Thursday mornings."""

    exchange_type = "live_online"
    tools = factory.LazyFunction(lambda: ["zoom"])

    @factory.post_generation
    def lessons(self, create, extracted, **kwargs):
        for weekday in (Weekday.TUE, Weekday.THU):
            period = SchoolPeriodFactory(
                school=self.school,
                weekday=weekday,
                slot=LessonSlot.P2,
                starts=datetime.time(10, 45),
                ends=datetime.time(11, 30),
            )
            self.periods.add(period)
