"""An import of schools is taken back as a whole, unless somebody has worked with them since."""

import pytest
from wagtail.models import ModelLogEntry

from members.schools.models import School
from portal.core.imports.services import start_undoing
from tests.factories.schools import MembershipFactory, SchoolFactory, UserFactory
from tests.factories.wishes import WishFactory

from .builders import MIDORI, file_of, imported

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return UserFactory(username="coordinator")


def undone(job, actor=None):
    start_undoing(job, actor)
    return job.state == "undone"


def test_added_schools_go_and_changed_ones_are_as_before(actor):
    kept = SchoolFactory(code="T00001", name="前の名前", phone="03-1111-1111", pupils=None)
    before = School.objects.filter(pk=kept.pk).values().get()
    job = imported(file_of(MIDORI, {**MIDORI, "code": "NEW"}), actor)
    assert (job.changed, job.added) == (1, 1)
    assert undone(job, actor)
    assert School.objects.values().get() == before
    actions = ModelLogEntry.objects.filter(content_type__model="school").values_list("action", flat=True)
    assert sorted(actions) == [
        "schools.changed_together",
        "schools.changed_together",
        "wagtail.create",
        "wagtail.delete",
    ]


def test_the_log_names_the_fields_and_never_their_contents(actor):
    SchoolFactory(code="T00001")
    imported(file_of(MIDORI), actor)
    entry = ModelLogEntry.objects.get(action="schools.changed_together")
    assert "phone" in entry.data["fields"]
    assert "updated_at" not in entry.data["fields"]
    assert "0000" not in str(entry.data)


def test_the_import_before_can_be_taken_back_after_the_last(actor):
    first = imported(file_of(MIDORI), actor)
    second = imported(file_of({**MIDORI, "pupils": "12"}), actor)
    assert undone(second, actor)
    assert undone(first, actor)
    assert not School.objects.exists()


def test_what_was_found_by_search_is_not_found_any_more(coordinator):
    job = imported(file_of(MIDORI))
    assert undone(job)
    assert not coordinator.get("/cms/schools/", {"q": "みどり"}).context["object_list"]


class TestRefused:
    def refusals(self, client, job) -> str:
        assert not undone(job)
        return client.get(f"/cms/imports/schools/{job.pk}/undo/").content.decode()

    def test_changed_by_the_school_since(self, coordinator):
        job = imported(file_of(MIDORI))
        school = School.objects.get()
        school.pupils = 5
        school.save()
        page = self.refusals(coordinator, job)
        assert "T00001" in page
        assert "変更されています" in page
        assert School.objects.get().pupils == 5

    @pytest.mark.parametrize(("make", "named"), [(MembershipFactory, "memberships"), (WishFactory, "exchange wishes")])
    def test_people_and_wishes(self, coordinator, make, named):
        from django.utils.translation import gettext

        job = imported(file_of(MIDORI, {**MIDORI, "code": "FREE", "name": "空いた小学校"}))
        record = make(school=School.objects.get(code="T00001"))
        page = self.refusals(coordinator, job)
        assert str(record._meta.verbose_name_plural) == gettext(named)
        assert "T00001" in page
        assert gettext(named) in page
        assert "FREE" not in page
        assert School.objects.count() == 2

    def test_deleted_since(self, coordinator):
        job = imported(file_of(MIDORI))
        School.objects.all().delete()
        assert "削除されています" in self.refusals(coordinator, job)

    def test_a_changed_school_may_have_people_and_wishes(self):
        WishFactory(school=SchoolFactory(code="T00001"))
        assert undone(imported(file_of(MIDORI)))
