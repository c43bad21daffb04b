"""The state of each translation: in the database and in words."""

import pytest
from wagtail.models import Page

from portal.core.translating.rows import rows_of
from portal.core.translating.states import State, languages, sources, with_states
from tests.factories.public_site import make_news, translated
from tests.factories.translating import english, publish_again, published_news, start, translate

pytestmark = pytest.mark.django_db

TITLE, LEAD = "説明会を開きます", "説明会のお知らせです。"
ENGLISH = {TITLE: "We hold a briefing", LEAD: "An invitation."}
LINKED = '<p>詳しくは<a href="https://example.jp/ja/">案内</a>へ。</p>'


def news():
    return published_news(title=TITLE, summary=LEAD)


def facts(page, language="en"):
    pages = with_states(sources(Page.objects.filter(translation_key=page.translation_key)), languages())
    (row,) = rows_of(pages, languages())
    return row.by_language[language]


def test_a_page_nobody_has_translated_is_missing():
    assert facts(news()).state == State.MISSING
    assert facts(news(), "ja").told == "公開中"


def test_a_mirrored_copy_is_no_translation():
    page = news()
    page.copy_for_translation(english(), alias=True)
    assert facts(page).state == State.MISSING


def test_a_started_translation_is_a_draft_with_what_is_left():
    page = news()
    start(page, texts={TITLE: ENGLISH[TITLE]})
    assert (facts(page).state, facts(page).left, facts(page).told) == (State.DRAFT, 1, "下書き – 未翻訳1件")
    assert not facts(page).is_ready


def test_a_translated_draft_waits_for_being_published():
    page = news()
    start(page, texts=ENGLISH)
    assert facts(page).is_ready
    assert facts(page).told == "下書き – 翻訳済み・公開待ち"


def test_what_is_translated_and_published_is_up_to_date():
    page = news()
    start(page, texts=ENGLISH, publish=True)
    assert (facts(page).state, facts(page).told, facts(page).is_ready) == (State.CURRENT, "最新", False)


def test_a_page_that_is_published_with_texts_left_is_behind():
    page = news()
    start(page, texts={TITLE: ENGLISH[TITLE]}, publish=True)
    assert facts(page).told == "更新待ち – 未翻訳1件"


def test_texts_that_came_with_a_later_version_are_counted_before_they_are_taken_over():
    page = news()
    translation = start(page, texts=ENGLISH, publish=True)
    block = {"heading": "持ち物", "text": "<p>筆記用具をお持ちください。</p><ul><li>会場は新宿です。</li></ul>"}
    publish_again(page, summary="変わりました。", body=[{"type": "text", "value": block}])
    assert facts(page).changed
    assert facts(page).told == "更新待ち – 未翻訳4件"
    translation.source.update_from_db()
    assert (facts(page).changed, facts(page).left) == (False, 4)


def test_a_page_published_again_without_new_texts_says_so():
    page = news()
    start(page, texts=ENGLISH, publish=True)
    publish_again(page)
    assert facts(page).told == "更新待ち – 原文の方が新しい"


def test_texts_translated_since_the_publication_wait_for_the_next():
    page = news()
    translation = start(page, texts=ENGLISH, publish=True)
    translate(translation, {LEAD: "You are invited."})
    assert facts(page).told == "更新待ち – 翻訳済み・公開待ち"


def test_a_text_with_an_error_is_not_translated():
    page = news()
    translation = start(page, texts=ENGLISH, publish=True)
    translation.source.stringsegment_set.first().string.translations.update(has_error=True)
    assert facts(page).left == 1


def test_a_page_edited_by_itself_is_behind_when_its_source_is_newer():
    page = news()
    translated(page)
    assert (facts(page).state, facts(page).is_by_itself) == (State.CURRENT, True)
    publish_again(page, summary="変わりました。")
    assert facts(page).told == "更新待ち – 原文の方が新しい"


def test_links_that_still_lead_where_the_source_leads_are_counted():
    page = published_news(title=TITLE, body=[{"type": "text", "value": {"heading": "案内", "text": LINKED}}])
    translation = start(page)
    assert facts(page).links_told == "原文と同じリンク1件"
    segment = translation.source.overridablesegment_set.get(data_json__contains="example.jp")
    segment.context.overrides.create(locale=english(), data_json='"https://example.jp/en/"')
    assert facts(page).links == 0


def test_a_page_written_in_english_only_has_a_row_of_its_own():
    page = translated(make_news())
    make_news().get_translations(inclusive=True)
    page.get_translations().first().delete()
    assert facts(page).is_own
    assert facts(page, "ja").state == State.MISSING
