"""Taking a case off the site: who may, what happens, and that the second click finds it done."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from casestudies.columns import DATA_VERSION
from casestudies.models import CaseStudyPage
from casestudies.services.unpublishing import ACTION, Reason, unpublish_cases
from portal.core.media.models import Consent, PortalDocument, PortalImage, PortalRendition
from portal.core.versions import current_version
from tests.casestudies.helpers import words
from tests.factories.media import make_document, make_image
from tests.factories.public_site import make_case, make_news, translated

from .conftest import attachments, logged_in, photographs, published, refused, saved, soup

pytestmark = pytest.mark.django_db


def address(case) -> str:
    return f"/cms/pages/{case.pk}/unpublish/"


def live(*cases) -> list[bool]:
    return [CaseStudyPage.objects.get(pk=case.pk).live for case in cases]


def entries(case) -> list[dict[str, str]]:
    return list(PageLogEntry.objects.filter(action=ACTION, page=case.pk).values_list("data", flat=True))


@pytest.fixture
def image():
    return make_image(consent=Consent.GIVEN)


@pytest.fixture
def case(image):
    return published(slug="lunch", cover=image)


@pytest.fixture
def english(case):
    return translated(case)


class TestDoors:
    def test_outsiders(self, case, outsiders):
        refused(outsiders, address(case))
        for client, _target in outsiders:
            client.post(f"/cms/bulk/wagtailcore/page/unpublish/?id={case.pk}", {"reason": "school"})
        assert live(case) == [True]

    def test_who_may_not_publish(self, case, writer_user):
        writer = logged_in(writer_user)
        for answer in (writer.get(address(case)), writer.post(address(case), {"reason": "school"})):
            assert (answer.status_code, answer["Location"]) == (302, "/cms/")
        bulk = f"/cms/bulk/wagtailcore/page/unpublish/?id={case.pk}"
        assert not soup(writer.get(bulk)).select("input[name=reason]")
        writer.post(bulk, {"reason": "school"})
        assert live(case) == [True]

    def test_the_service_asks_too(self, case, english, writer_user):
        with pytest.raises(PermissionDenied):
            unpublish_cases([case], Reason.SCHOOL, "", by=writer_user)
        assert live(case, english) == [True, True]

    def test_who_may_publish_one_language_only(self, case, english, editor, editor_user):
        english.locked, english.locked_by = True, None
        english.locked_at = timezone.now()
        english.save()
        assert editor.post(address(case), {"reason": "school"}).status_code == 302
        with pytest.raises(PermissionDenied):
            unpublish_cases([case], Reason.SCHOOL, "", by=editor_user)
        assert live(case, english) == [True, True]


class TestAsking:
    def test_the_page_names_languages_and_pictures(self, case, english, editor):
        page = soup(editor.get(address(case)))
        text = words(page.select_one("main"))
        for part in (case.title, english.title, "hands"):
            assert part in text
        assert [box["value"] for box in page.select("input[name=reason]")] == Reason.values
        assert live(case) == [True]

    @pytest.mark.parametrize("data", [{}, {"reason": "x"}, {"reason": "other"}, {"reason": "other", "note": "  "}])
    def test_without_a_reason_nothing_is_done(self, case, editor, data):
        answer = editor.post(address(case), data)
        assert answer.status_code == 422
        assert soup(answer).select(".error-message")
        assert live(case) == [True]

    def test_the_service_wants_the_reason_written_down(self, case, editor_user):
        with pytest.raises(ValidationError):
            unpublish_cases([case], Reason.OTHER, " ", by=editor_user)
        assert live(case) == [True]

    def test_row_editor_and_header_lead_here(self, case, editor):
        for place in ("/cms/case_studies/", f"/cms/pages/{case.pk}/edit/", f"/cms/pages/{case.get_parent().pk}/"):
            assert address(case) in editor.get(place).content.decode(), place


class TestDoing:
    def test_all_languages_leave_every_place(self, case, english, editor, anonymous):
        before = current_version(DATA_VERSION)
        other = make_case(title="残る事例")
        answer = editor.post(address(case), {"reason": "error", "note": "学年が違う", "next": "/cms/case_studies/"})
        assert (answer.status_code, answer["Location"]) == (302, "/cms/case_studies/")
        assert live(case, english) == [False, False]
        assert current_version(DATA_VERSION) > before
        for path in ("/casestudies/lunch/", "/en/casestudies/lunch/"):
            assert anonymous.get(path).status_code == 404
        found = anonymous.get("/api/v2/casestudies/?locale=ja").json()
        assert [item["title"] for item in found["items"]] == [other.title]
        for path in ("/casestudies/", "/casestudies/feed/", "/sitemap.xml"):
            assert "/casestudies/lunch/" not in anonymous.get(path).content.decode(), path

    def test_the_history_tells_the_reason(self, case, english, editor, editor_user):
        editor.post(address(case), {"reason": "other", "note": "別の事例と重複"})
        for one in (case, english):
            assert entries(one) == [{"reason": "other", "note": "別の事例と重複"}]
            assert PageLogEntry.objects.get(action=ACTION, page=one.pk).user == editor_user
            history = words(soup(editor.get(f"/cms/pages/{one.pk}/history/")))
            assert "公開を取りやめました（その他の理由）" in history
            assert "別の事例と重複" in history

    def test_a_second_click_finds_it_done(self, case, english, editor, editor_user):
        editor.post(address(case), {"reason": "school"})
        again = editor.post(address(case), {"reason": "consent"}, follow=True)
        assert again.status_code == 200
        assert "公開されていません" in words(soup(again))
        assert unpublish_cases([case], Reason.CONSENT, "", by=editor_user).pages == ()
        assert [len(entries(one)) for one in (case, english)] == [1, 1]
        assert PortalImage.objects.get().consent == Consent.GIVEN

    def test_what_was_to_appear_later_does_not(self, case, english, editor):
        english.unpublish()
        revision = CaseStudyPage.objects.get(pk=english.pk).save_revision(
            approved_go_live_at=timezone.now() + datetime.timedelta(days=1)
        )
        editor.post(address(case), {"reason": "school"})
        assert Revision.objects.get(pk=revision.pk).approved_go_live_at is None

    def test_publishing_again_is_the_way_back(self, case, editor, anonymous):
        editor.post(address(case), {"reason": "school"})
        CaseStudyPage.objects.get(pk=case.pk).get_latest_revision().publish()
        assert anonymous.get("/casestudies/lunch/").status_code == 200

    def test_a_case_only_the_translation_of_which_is_live(self, case, english, editor):
        case.unpublish()
        editor.post(address(english), {"reason": "school"})
        assert live(case, english) == [False, False]
        assert (len(entries(case)), len(entries(english))) == (0, 1)


class TestPictures:
    def addresses(self, *images) -> list[str]:
        return [image.get_rendition("width-100").url for image in images]

    def test_renditions_go_with_their_files_after_the_commit(
        self, case, editor, image, anonymous, django_capture_on_commit_callbacks
    ):
        draft = make_image()
        saved(case, photographs=photographs(draft))
        urls = self.addresses(image, draft)
        files = [(one.file.storage, one.file.name) for one in PortalRendition.objects.all()]
        with django_capture_on_commit_callbacks(execute=False) as after:
            editor.post(address(case), {"reason": "school"})
        assert not PortalRendition.objects.exists()
        assert all(storage.exists(name) for storage, name in files)
        for callback in after:
            callback()
        assert not any(storage.exists(name) for storage, name in files)
        assert [anonymous.get(url).status_code for url in urls] == [404, 404]
        assert PortalImage.objects.get(pk=image.pk).is_publishable

    @pytest.mark.parametrize("make", [make_news, make_case])
    def test_what_another_page_shows_stays(self, case, editor, image, make, anonymous):
        make(cover=image)
        [url] = self.addresses(image)
        editor.post(address(case), {"reason": "school"})
        response = anonymous.get(url)
        assert response.status_code == 200
        response.close()

    def test_a_draft_elsewhere_shows_nothing(self, case, editor, image):
        make_case(cover=image, live=False)
        self.addresses(image)
        editor.post(address(case), {"reason": "school"})
        assert not PortalRendition.objects.exists()

    def test_a_withdrawn_consent_hides_them_everywhere(self, case, editor, editor_user, image, anonymous):
        drawing, unchecked = make_image(), make_image(consent=Consent.MISSING)
        sheet, quoted = make_document(), make_document(consent=Consent.GIVEN)
        saved(case, photographs=photographs(drawing, unchecked), attachments=attachments(sheet, quoted))
        make_case(cover=image)
        urls = [*self.addresses(image), quoted.url]
        editor.post(address(case), {"reason": "consent"})
        states = dict(PortalImage.objects.values_list("pk", "consent"))
        assert states == {image.pk: Consent.WITHDRAWN, drawing.pk: Consent.NOT_NEEDED, unchecked.pk: Consent.WITHDRAWN}
        assert PortalDocument.objects.get(pk=quoted.pk).consent == Consent.WITHDRAWN
        assert PortalDocument.objects.get(pk=sheet.pk).consent == Consent.NOT_NEEDED
        assert [anonymous.get(url).status_code for url in urls] == [404, 404]
        changed = PortalImage.objects.get(pk=image.pk)
        assert (changed.consent_checked_by, changed.consent_checked_on) == (editor_user, timezone.localdate())
        assert ModelLogEntry.objects.filter(action="media.withdraw").count() == 3

    def test_a_refusal_leaves_everything(self, case, writer_user, image):
        self.addresses(image)
        with pytest.raises(PermissionDenied):
            unpublish_cases([case], Reason.CONSENT, "", by=writer_user)
        assert PortalRendition.objects.count() == 1
        assert PortalImage.objects.get().consent == Consent.GIVEN


class TestSeveral:
    def bulk(self, *pages) -> str:
        return "/cms/bulk/wagtailcore/page/unpublish/?" + "&".join(f"id={page.pk}" for page in pages)

    def test_cases_need_a_reason(self, case, english, editor):
        other, news = make_case(), make_news()
        target = self.bulk(case, english, other, news)
        assert len(soup(editor.get(target)).select("input[name=reason]")) == 4
        editor.post(target, {"note": "x"})
        assert live(case, english, other) == [True, True, True]
        assert editor.post(target, {"reason": "school"}).status_code == 302
        assert live(case, english, other) == [False, False, False]
        assert type(news).objects.get(pk=news.pk).live is False
        assert [len(entries(one)) for one in (case, english, other)] == [1, 1, 1]

    def test_other_pages_are_asked_as_ever(self, editor):
        news = make_news()
        target = self.bulk(news)
        assert not soup(editor.get(target)).select("input[name=reason]")
        assert editor.post(target).status_code == 302
        assert type(news).objects.get(pk=news.pk).live is False

    def test_an_archive_with_cases_below_may_take_them_along(self, case, editor):
        other, archive = make_case(), case.get_parent()
        boxes = soup(editor.get(self.bulk(case, archive))).select("input[name=include_descendants]")
        assert [box["type"] for box in boxes] == ["checkbox"]
        editor.post(self.bulk(case, archive), {"reason": "school", "include_descendants": "on"})
        assert live(case, other) == [False, False]


@pytest.mark.parametrize("size", [1, 5])
def test_the_work_for_pictures_does_not_grow(editor_user, django_assert_num_queries, size):
    images = [make_image() for _number in range(size)]
    case = published(photographs=photographs(*images))
    with django_assert_num_queries(50):
        unpublish_cases([case], Reason.SCHOOL, "", by=editor_user)
