"""An import of cases is taken back: what it added is gone, what it changed is as before, and nobody's work is lost."""

import pytest
from wagtail.models import Page

from casestudies.columns import store
from casestudies.models import CaseStudyPage
from portal.core.imports.models import ImportJob
from portal.core.imports.services import start_undoing
from tests.factories.public_site import make_case, section, translated
from tests.factories.schools import UserFactory

from .helpers import titles
from .importing import LUNCH, case, import_cases

pytestmark = pytest.mark.django_db

CHANGED = {
    "code": "lunch-2015",
    "title": "後の題",
    "school_type": "小学校",
    "date_from": "2015-11-12",
    "themes": "sdgs",
}


@pytest.fixture(autouse=True)
def _index():
    section("casestudies")


def undo(job: ImportJob) -> str:
    """Undo with an actor; what the desk is told."""
    start_undoing(job, UserFactory())
    return job.message_text


def test_added_drafts_and_published_cases_are_deleted(archive):
    for publish in (False, True):
        job = import_cases(LUNCH, {**LUNCH, "code": "second"}, publish=publish)
        assert undo(job) == ""
        assert (job.state, CaseStudyPage.objects.count()) == ("undone", 0)
        assert titles(archive("q=給食")) == titles(archive("theme=food")) == []
    assert Page.objects.get(slug="casestudies").numchild == 0


def test_a_published_case_is_as_before_for_everybody(archive):
    page = make_case(slug="lunch-2015", title="前の題", challenges='<p data-block-key="k1">音<b>声</b></p>')
    job = import_cases({**CHANGED, "challenges": "別"}, publish=True)
    assert titles(archive("theme=sdgs")) == titles(archive("q=後の題")) == ["後の題"]
    undo(job)
    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes, page.title) == (True, False, "前の題")
    assert (page.themes, page.date_from.isoformat(), page.fiscal_year) == (["food"], "2025-11-12", 2025)
    assert page.challenges == '<p data-block-key="k1">音<b>声</b></p>'
    assert titles(archive("theme=sdgs")) == titles(archive("q=後の題")) == []
    assert titles(archive("theme=food")) == titles(archive("q=前の題")) == ["前の題"]


def test_a_published_case_with_an_imported_draft_has_no_draft_any_more():
    page = make_case(slug="lunch-2015", title="前の題")
    job = import_cases(CHANGED)
    version = store.of("ja").version
    undo(job)
    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes, page.title) == (True, False, "前の題")
    assert page.get_latest_revision().content["title"] == "前の題"
    assert store.of("ja").version == version


@pytest.mark.parametrize("publish", [False, True])
def test_an_editors_draft_ahead_of_the_public_page_comes_back(publish):
    page = make_case(slug="lunch-2015", title="公開の題")
    page.title, page.summary = "下書きの題", "下書きの要約"
    page.save_revision()
    job = import_cases(CHANGED, publish=publish)
    undo(job)
    page.refresh_from_db()
    assert (page.live, page.has_unpublished_changes) == (True, True)
    assert (page.title, page.summary, page.draft_title) == ("公開の題", "両校の児童が話し合いました。", "下書きの題")
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.summary, draft.themes) == ("下書きの題", "下書きの要約", ["food"])


@pytest.mark.parametrize("publish", [False, True])
def test_a_draft_that_was_changed_is_a_draft_again(archive, publish):
    import_cases(LUNCH)
    job = import_cases({**LUNCH, "title": "後の題", "timetable": "9:00 別"}, publish=publish)
    assert undo(job) == ""
    page = case()
    draft = page.get_latest_revision_as_object()
    assert (page.live, draft.title) == (False, LUNCH["title"])
    assert [block.value["time"] for block in draft.timetable] == ["10:40", "10:45–11:15"]
    assert titles(archive("q=後の題")) == []


class TestRefused:
    """One record that somebody has worked on keeps the whole import; the desk is told which."""

    def refused(self, job: ImportJob) -> None:
        before = CaseStudyPage.objects.count()
        undo(job)
        assert job.message["en"].startswith("Nothing has been undone")
        assert (job.state, CaseStudyPage.objects.count()) == ("applied", before)

    def test_edited(self):
        job = import_cases(LUNCH, {**LUNCH, "code": "second"})
        page = case()
        page.title = "編集者の題"
        page.save_revision()
        self.refused(job)
        assert case().get_latest_revision_as_object().title == "編集者の題"

    def test_published_or_unpublished(self):
        job = import_cases(LUNCH)
        case().get_latest_revision().publish()
        self.refused(job)
        job = import_cases({**LUNCH, "code": "second"}, publish=True)
        case("second").unpublish()
        self.refused(job)

    def test_moved_to_another_address(self):
        job = import_cases(LUNCH)
        CaseStudyPage.objects.filter(slug="lunch-2015").update(slug="elsewhere")
        self.refused(job)

    def test_translated(self):
        job = import_cases(LUNCH, publish=True)
        english = translated(case())
        self.refused(job)
        english.delete()
        assert undo(job) == ""

    def test_deleted(self):
        job = import_cases(LUNCH, {**LUNCH, "code": "second"})
        case().delete()
        self.refused(job)
