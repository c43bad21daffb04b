"""Schools, people and memberships for tests."""

import datetime

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from members.schools.models import Membership, Role, School, SchoolPeriod
from portal.core.vocabulary import LessonSlot, SchoolType, Weekday
from portal.users.models import User

PASSWORD = "a-long-test-password"


class UserFactory(DjangoModelFactory):
    """A person with the password `PASSWORD`; `group="Coordinator"` puts a member of staff into a group."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user-{n}")
    name = factory.Sequence(lambda n: f"担当者{n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save()

    @factory.post_generation
    def group(self, create, extracted, **kwargs):
        if extracted:
            self.groups.add(Group.objects.get(name=extracted))


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    code = factory.Sequence(lambda n: f"T{n:05}")
    name = factory.Sequence(lambda n: f"みどり台第{n}小学校")
    name_kana = factory.Sequence(lambda n: f"みどりだいだい{n}しょうがっこう")
    name_en = factory.Sequence(lambda n: f"Midoridai No. {n} Elementary School")
    school_type = SchoolType.ELEMENTARY
    municipality = "13108"


class MembershipFactory(DjangoModelFactory):
    """A member of staff of a school from a day in the past on."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    school = factory.SubFactory(SchoolFactory)
    role = Role.STAFF
    starts_on = datetime.date(2020, 4, 1)


class SchoolPeriodFactory(DjangoModelFactory):
    class Meta:
        model = SchoolPeriod

    school = factory.SubFactory(SchoolFactory)
    weekday = Weekday.MON
    slot = LessonSlot.P1
    starts = datetime.time(8, 45)
    ends = datetime.time(9, 30)
