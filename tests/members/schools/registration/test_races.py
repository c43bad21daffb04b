"""Two people save the same part at the same moment: one is first, the other is told; nothing is lost without a word."""

import threading

import pytest
from django.db import connection
from django.utils import timezone

from members.schools.models import School
from members.schools.registration.openings import Opening
from members.schools.registration.parts import page_of
from members.schools.registration_models import PartDraft, PartYear, SchoolContact
from members.schools.services import registration
from members.schools.services.drafts import keep_draft
from members.schools.services.registration import Entry, PartConflictError, save_page
from portal.users.models import User
from tests.factories.registration import complete
from tests.factories.schools import MembershipFactory
from tests.together import together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection"),
]
PART, PAGE = page_of("contacts")


def saving(school, user, opening, **changes):
    def save():
        values = {**opening.values, **changes}
        save_page(
            School.objects.get(pk=school.pk),
            PART,
            PAGE,
            values,
            opening=opening,
            actor=User.objects.get(pk=user.pk),
            entry=Entry(),
        )

    return save


@pytest.fixture
def people():
    school = MembershipFactory().school
    complete(school)
    return school, [MembershipFactory(school=school).user for _number in range(2)]


@pytest.fixture
def _slow_writing(monkeypatch):
    """The first one is still writing when the second one reads."""
    write, pause = registration._write_records, threading.Event()

    def slowly(*arguments):
        pause.wait(0.2)
        return write(*arguments)

    monkeypatch.setattr(registration, "_write_records", slowly)


@pytest.mark.usefixtures("_slow_writing")
def test_the_same_answer_is_stored_by_one_and_told_to_the_other(people):
    school, (one, other) = people
    opening = Opening(timezone.now(), PAGE.read(School.objects.get(pk=school.pk)))
    faults = together(
        saving(school, one, opening, person_name="一人目"), saving(school, other, opening, person_name="二人目")
    )

    (fault,) = faults
    assert isinstance(fault, PartConflictError)
    stored = SchoolContact.objects.get(school=school).person_name
    assert fault.conflicts[0].theirs == stored
    assert {fault.conflicts[0].mine, stored} == {"一人目", "二人目"}


@pytest.mark.usefixtures("_slow_writing")
def test_different_answers_are_both_stored(people):
    school, (one, other) = people
    opening = Opening(timezone.now(), PAGE.read(School.objects.get(pk=school.pk)))
    faults = together(
        saving(school, one, opening, person_name="一人目"), saving(school, other, opening, phone="03-9999-0000")
    )

    assert faults == []
    assert SchoolContact.objects.get(school=school).person_name == "一人目"
    assert School.objects.get(pk=school.pk).phone == "03-9999-0000"
    assert PartYear.objects.filter(school=school, part="contacts").count() == 1


@pytest.mark.usefixtures("_slow_writing")
def test_the_first_contacts_of_a_school_are_one_row():
    school = MembershipFactory().school
    users = [MembershipFactory(school=school).user for _number in range(2)]
    opening = Opening(timezone.now(), PAGE.read(School.objects.get(pk=school.pk)))
    names = ("person_name", "principal_name")
    faults = together(
        *(saving(school, user, opening, **{name: "誰か"}) for user, name in zip(users, names, strict=True))
    )

    assert faults == []
    found = SchoolContact.objects.get(school=school)
    assert (found.person_name, found.principal_name) == ("誰か", "誰か")


@pytest.mark.usefixtures("_slow_writing")
def test_a_draft_sent_while_saving_leaves_none_behind(people):
    school, (one, _other) = people
    opening = Opening(timezone.now(), PAGE.read(School.objects.get(pk=school.pk)))
    faults = together(
        saving(school, one, opening, person_name="一人目"),
        lambda: keep_draft(school, PAGE, {"person_name": ["一人目"]}, opening=opening, user=one),
    )

    assert faults == []
    assert not PartDraft.objects.exists()
