"""What the desk deletes, and what it cannot."""

import pytest
from django.urls import reverse

from members.partners.models import PartnerSchool
from tests.factories.partners import PartnerFactory
from tests.factories.suggestions import RequestFactory

pytestmark = pytest.mark.django_db


def test_a_partner_with_requests_stays_and_the_desk_is_told(coordinator):
    partner = RequestFactory().partner

    response = coordinator.post(reverse("partners:delete", args=[partner.pk]), follow=True)

    assert response.status_code == 200
    assert "削除できません" in response.content.decode()
    assert PartnerSchool.objects.filter(pk=partner.pk).exists()


def test_a_partner_nobody_needs_is_deleted(coordinator):
    partner = PartnerFactory()

    coordinator.post(reverse("partners:delete", args=[partner.pk]))

    assert not PartnerSchool.objects.exists()
