"""An import of partners is taken back as a whole, unless somebody has worked with them since."""

import pytest
from wagtail.models import ModelLogEntry

from members.partners.models import PartnerPeriod, PartnerSchool, PartnerTerm
from portal.core.imports.services import start_undoing
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import UserFactory
from tests.factories.suggestions import RequestFactory

from .builders import WATTLE, file_of, imported

pytestmark = pytest.mark.django_db


def undone(job, actor=None) -> bool:
    start_undoing(job, actor)
    return job.state == "undone"


def weeks() -> list:
    return list(PartnerPeriod.objects.values("weekday", "starts", "ends"))


def test_added_partners_go_and_changed_ones_are_as_before_with_their_lessons():
    actor = UserFactory(username="coordinator")
    kept = PartnerFactory(code="AU-0001", months=[6, 5], age_min=None, age_max=None)
    PartnerPeriodFactory(partner=kept)
    before, lessons = (
        PartnerSchool.objects.values().get(),
        list(PartnerPeriod.objects.values("weekday", "starts", "ends")),
    )
    job = imported(file_of(WATTLE, {**WATTLE, "code": "NEW", "name": "別の学校", "name_en": "", "website": ""}), actor)
    assert (job.changed, job.added, PartnerPeriod.objects.count()) == (1, 1, 6)
    assert undone(job, actor)
    assert {**PartnerSchool.objects.values().get(), "months": [6, 5]} == before
    assert weeks() == lessons
    logged = ModelLogEntry.objects.filter(content_type__model="partnerschool").order_by("pk")
    assert [entry.action for entry in logged] == [
        "partners.changed_together",
        "wagtail.create",
        "wagtail.delete",
        "partners.changed_together",
    ]


def test_an_earlier_import_can_be_undone_after_the_later_one():
    first = imported(file_of(WATTLE))
    second = imported(file_of({**WATTLE, "city": "Melbourne", "periods": ""}))
    assert undone(second)
    assert undone(first)
    assert not PartnerSchool.objects.exists()


class TestRefused:
    """Nothing is taken back, and the page names the partner and the reason."""

    def refusals(self, client, job) -> str:
        number = PartnerSchool.objects.count()
        assert not undone(job)
        assert PartnerSchool.objects.count() == number
        page: str = client.get(f"/cms/imports/partners/{job.pk}/undo/").content.decode()
        assert "AU-0001" in page
        return page

    def test_edited_since(self, coordinator):
        job = imported(file_of(WATTLE))
        PartnerSchool.objects.get().save()
        assert "変更されています" in self.refusals(coordinator, job)

    def test_lessons_changed_since_without_the_partner(self, coordinator):
        job = imported(file_of(WATTLE))
        PartnerPeriod.objects.first().delete()
        assert "時限" in self.refusals(coordinator, job)

    def test_deleted_since(self, coordinator):
        job = imported(file_of(WATTLE, {**WATTLE, "code": "B", "name": "別の学校"}))
        PartnerSchool.objects.get(code="AU-0001").delete()
        assert "削除されています" in self.refusals(coordinator, job)

    @pytest.mark.parametrize("kind", ["request", "term", "merged"])
    def test_a_new_partner_that_has_records_of_its_own(self, coordinator, kind):
        job = imported(file_of(WATTLE))
        partner = PartnerSchool.objects.get()
        if kind == "request":
            RequestFactory(partner=partner)
        elif kind == "term":
            PartnerTerm.objects.create(partner=partner, starts_on="2026-04-01", ends_on="2026-07-20")
        else:
            PartnerFactory(merged_into=partner, status="closed")
        assert "AU-0001" in self.refusals(coordinator, job)

    def test_a_changed_partner_may_have_requests(self):
        RequestFactory(partner=PartnerFactory(code="AU-0001"))
        assert undone(imported(file_of(WATTLE)))


def test_taking_back_costs_as_many_queries_for_five_as_for_one(django_assert_max_num_queries):
    for number in (1, 5):
        job = imported(file_of(*[{**WATTLE, "code": f"N{each}", "name": f"校{each}"} for each in range(number)]))
        with django_assert_max_num_queries(75):
            assert undone(job)
