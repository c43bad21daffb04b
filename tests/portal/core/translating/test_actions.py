"""Taking over, following again, publishing: what changes, what is kept, and who is refused."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail_localize.models import SegmentOverride, Translation

from portal.core.groups import COORDINATOR, EDITOR, PUBLISH_PAGE
from tests.factories.public_site import translated
from tests.factories.schools import UserFactory
from tests.factories.translating import english, publish_again, published_news, start, translate

pytestmark = pytest.mark.django_db

TITLE, LEAD = "説明会を開きます", "説明会のお知らせです。"
ENGLISH = {TITLE: "We hold a briefing", LEAD: "An invitation."}


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(group=EDITOR))
    return client


@pytest.fixture
def page():
    return published_news(title=TITLE, summary=LEAD, slug="briefing")


@pytest.fixture
def no_publishing():
    """Editors submit only."""
    Group.objects.get(name=EDITOR).page_permissions.filter(permission__codename=PUBLISH_PAGE).delete()


def address(name, page, language="en"):
    return reverse(f"translations_{name}", args=[page.pk, language])


def text(answer):
    return BeautifulSoup(answer.content, "html.parser").main.get_text(" ", strip=True)


def history(page):
    return list(PageLogEntry.objects.filter(page=page.pk).values_list("action", flat=True))


class TestTakingOver:
    def test_it_tells_first_how_many_texts_are_new(self, editor, page):
        start(page, texts=ENGLISH, publish=True)
        publish_again(page, summary="変わりました。")
        answer = editor.get(address("take_over", page))
        assert "原文のうち1件の文に、まだ訳がありません" in text(answer)

    def test_then_the_texts_wait_and_the_page_on_the_site_is_untouched(self, editor, page):
        translation = start(page, texts=ENGLISH, publish=True)
        publish_again(page, summary="変わりました。")
        answer = editor.post(address("take_over", page))
        twin = page.get_translation(english())
        assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[twin.pk])
        assert translation.get_progress() == (2, 1)
        assert twin.specific.summary == "An invitation."
        assert "translation.take_over" in history(page)

    def test_a_page_edited_by_itself_has_nothing_to_take_over(self, editor, page):
        translated(page)
        assert editor.post(address("take_over", page)).status_code == 404

    @pytest.mark.parametrize("language", ["ja", "en", "fr"])
    def test_there_must_be_a_translation(self, editor, page, language):
        assert editor.get(address("take_over", page, language)).status_code == 404

    def test_who_does_not_translate_is_refused(self, client, page):
        start(page, texts=ENGLISH)
        client.force_login(UserFactory(group=COORDINATOR))
        assert client.post(address("take_over", page)).status_code == 302
        assert "translation.take_over" not in history(page)


class TestFollowingAgain:
    LINK = '<p>詳しくは<a href="https://example.jp/ja/">案内</a>へ。</p><p>会場は新宿です。</p>'
    OWN = '<p>See <a href="https://example.jp/en/">the guide</a>.</p><p>We meet in Shinjuku.</p>'

    def stopped(self):
        """A page that followed, was cut loose, and was then written anew by hand."""
        block = {"type": "text", "value": {"heading": "案内", "text": self.LINK}}
        page = published_news(title=TITLE, summary=LEAD, body=[block])
        translation = start(page, texts=ENGLISH, publish=True)
        Translation.objects.filter(pk=translation.pk).update(enabled=False)
        twin = page.get_translation(english()).specific
        twin.summary = "Come and see us."
        twin.body.raw_data[0]["value"] = {"heading": "Guide", "text": self.OWN}
        twin.save_revision().publish()
        return page, twin

    def test_texts_and_links_written_by_hand_are_kept(self, editor):
        page, twin = self.stopped()
        answer = editor.post(address("follow", page), follow=True)
        assert "5件の訳文を引き継ぎました。" in answer.content.decode()
        translation = Translation.objects.get(source__object_id=page.translation_key)
        assert translation.enabled
        assert translation.get_progress() == (5, 5)
        translation.save_target(publish=False)
        kept = twin.get_latest_revision_as_object()
        assert (kept.title, kept.summary) == ("We hold a briefing", "Come and see us.")
        assert kept.body[0].value["heading"] == "Guide"
        assert "https://example.jp/en/" in kept.body[0].value["text"].source
        assert SegmentOverride.objects.count() == 1
        assert "translation.follow_again" in history(twin)

    def test_a_paragraph_whose_source_has_changed_is_to_be_translated_anew(self, editor):
        page, _twin = self.stopped()
        publish_again(page, summary="日程が変わりました。")
        editor.post(address("follow", page))
        assert Translation.objects.get(source__object_id=page.translation_key).get_progress() == (5, 4)

    def test_a_page_that_was_copied_by_hand_can_follow_too(self, editor, page):
        translated(page, summary="An invitation.")
        assert editor.get(address("follow", page)).status_code == 200
        editor.post(address("follow", page))
        assert Translation.objects.get(source__object_id=page.translation_key).get_progress() == (2, 2)

    def test_a_page_that_follows_already_is_not_asked(self, editor, page):
        start(page)
        assert editor.get(address("follow", page)).status_code == 404


@pytest.mark.django_db(transaction=True)
class TestPublishing:
    def ready(self):
        page = published_news(title=TITLE, summary=LEAD, slug="briefing")
        start(page, texts=ENGLISH)
        return page

    def test_what_is_chosen_is_published(self, editor):
        page, other = self.ready(), self.ready_too()
        answer = editor.get(reverse("translations_ready"))
        assert "説明会を開きます (英語)" in text(answer) or "説明会を開きます (English)" in text(answer)
        answer = editor.post(reverse("translations_ready"), {"chosen": [f"{page.pk}-en"]}, follow=True)
        assert "1件の翻訳を公開しました。" in answer.content.decode()
        assert editor.get("/en/news/briefing/").status_code == 200
        assert not other.get_translation(english()).live
        assert "translation.publish" in history(page.get_translation(english()))

    def ready_too(self):
        page = published_news(title="募集")
        start(page, texts={"募集": "Call"})
        return page

    def test_what_is_not_complete_is_neither_listed_nor_published(self, editor):
        page = published_news(title=TITLE, summary=LEAD)
        start(page, texts={TITLE: ENGLISH[TITLE]})
        assert "公開待ちの翻訳はありません" in text(editor.get(reverse("translations_ready")))
        answer = editor.post(reverse("translations_ready"), {"chosen": [f"{page.pk}-en"]})
        assert answer.status_code == 422
        assert not page.get_translation(english()).live

    def test_nothing_chosen_is_told_beside_the_field(self, editor):
        self.ready()
        answer = editor.post(reverse("translations_ready"))
        assert answer.status_code == 422
        assert "翻訳を一つ以上選んでください。" in text(answer)

    def test_a_translation_waits_for_its_source(self, editor):
        page = self.ready()
        page.unpublish()
        assert "公開待ちの翻訳はありません" in text(editor.get(reverse("translations_ready")))

    def test_one_can_be_asked_for_alone(self, editor):
        page, other = self.ready(), self.ready_too()
        shown = text(editor.get(reverse("translations_ready"), {"page": page.pk, "language": "en"}))
        assert TITLE in shown
        assert other.title not in shown
        assert editor.get(reverse("translations_ready"), {"page": "x"}).status_code == 200

    def test_who_only_submits_does_not_publish(self, editor, no_publishing):
        page = self.ready()
        assert editor.post(reverse("translations_ready"), {"chosen": [f"{page.pk}-en"]}).status_code == 422
        assert not page.get_translation(english()).live


class TestLibrarysOwnPages:
    def test_starting_a_translation_publishes_nothing(self, editor, page, django_capture_on_commit_callbacks):
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        with django_capture_on_commit_callbacks(execute=True):
            editor.post(url, {"locales": [english().pk]})
        assert not page.get_translation(english()).live

    def test_bringing_all_in_step_is_no_way_around_the_right_to_publish(
        self, editor, page, no_publishing, django_capture_on_commit_callbacks
    ):
        translation = start(page, texts=ENGLISH)
        translate(translation, ENGLISH)
        url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        with django_capture_on_commit_callbacks(execute=True):
            answer = editor.post(url, {"publish_translations": "on"})
        assert answer.status_code == 302
        assert not page.get_translation(english()).live

    def test_who_may_publish_still_can(self, editor, page, django_capture_on_commit_callbacks):
        translation = start(page, texts=ENGLISH)
        url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        with django_capture_on_commit_callbacks(execute=True):
            editor.post(url, {"publish_translations": "on"})
        assert page.get_translation(english()).live
