"""Schools abroad that ask to be listed, for tests."""

import factory
from django.utils.timezone import now
from factory.django import DjangoModelFactory

from members.partners.application_models import ApplicationStatus
from members.partners.models import PartnerApplication


class ApplicationFactory(DjangoModelFactory):
    """A school in Taipei that has proved its address and waits for a decision."""

    class Meta:
        model = PartnerApplication

    status = ApplicationStatus.NEW
    name_en = factory.Sequence(lambda n: f"Banyan No. {n} School")
    country = "TW"
    city = "Taipei"
    timezone = "Asia/Taipei"
    age_min = 10
    age_max = 12
    exchange_types = factory.LazyFunction(lambda: ["live_online"])
    languages = factory.LazyFunction(lambda: {"zh": 4, "en": 2})
    themes = factory.LazyFunction(lambda: ["food"])
    contact_name = "Lin"
    contact_email = factory.Sequence(lambda n: f"office{n}@banyan.example")
    consented_at = factory.LazyFunction(now)
    proved_at = factory.LazyFunction(now)
