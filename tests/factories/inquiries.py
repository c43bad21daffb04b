"""What people have written to the office."""

import factory

from home.models import Inquiry


class InquiryFactory(factory.django.DjangoModelFactory):
    """A question of a school, new."""

    class Meta:
        model = Inquiry

    name = "若葉 みどり"
    email = "wakaba@example.jp"
    topic = "advice"
    message = "交流を考えています。"
    language = "ja"
    fingerprint = factory.Sequence(lambda number: f"{number:064d}")
