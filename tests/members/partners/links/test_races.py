"""Two at the same moment: one is first, the other is told; no letter goes out twice."""

import threading

import pytest
from django.core import mail
from django.db import connection, connections

from members.partners.letters.posting import post
from members.partners.link_models import PartnerLetter, PartnerLink
from members.partners.models import PartnerApplication, PartnerSchool
from members.partners.services import applications, by_partner
from members.partners.services.links import SpentLinkError, give_link
from members.partners.services.reminding import remind_partners, step_days
from tests.factories.applications import ApplicationFactory
from tests.factories.partners import PartnerFactory
from tests.factories.schools import UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite in memory has one connection"),
]


def twice(action):
    """Run it twice at the same moment, each in a connection of its own; the faults."""
    start, faults = threading.Barrier(2), []

    def run():
        start.wait()
        try:
            action()
        except Exception as fault:
            faults.append(type(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_a_link_for_one_use_is_used_once():
    link = give_link(PartnerFactory(status="closed"), "return")
    assert twice(lambda: by_partner.come_back(PartnerLink.objects.get(pk=link.pk))) == [SpentLinkError]
    assert PartnerLink.objects.filter(purpose="update").count() == 1


def test_an_application_is_accepted_once():
    one, actor = ApplicationFactory(), UserFactory()
    faults = twice(lambda: applications.accept(PartnerApplication.objects.get(pk=one.pk), actor=actor))
    assert faults == [applications.DecidedMeanwhileError]
    assert PartnerSchool.objects.count() == 1


def test_two_workers_remind_once():
    partner = PartnerFactory(contact_email="a@example.com")
    day = step_days(partner.confirmed_on)[0]
    assert twice(lambda: remind_partners(day)) == []
    assert PartnerLetter.objects.count() == 1


def test_two_workers_post_once():
    partner = PartnerFactory()
    letter = PartnerLetter.objects.create(partner=partner, kind="address_gone", address="a@example.com")
    assert twice(lambda: post(letter.pk)) == []
    assert len(mail.outbox) == 1
