"""The blocks that only an issue has: what readers see of them, in which language, and how much is asked for it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.clock import TOKYO
from newsletter.models import IssuePage
from newsletter.parts import give_parts
from tests.casestudies.helpers import words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, make_event, make_issue, make_news, make_programme, translated
from tests.newsletter.helpers import block, notice, rich, teaser

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def shown(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def contents(page: BeautifulSoup) -> list[str]:
    return [words(link) for link in page.select(".issue__toc a")]


def test_a_feature_has_heading_lead_picture_and_text():
    image = make_image(alt_ja="手紙", credit_ja="学校")
    value = {
        "heading": "年賀状",
        "lead": "海の向こうから。",
        "picture": image.pk,
        "caption": "絵",
        "text": rich("本文。"),
    }
    page = shown(make_issue(body=[block("feature", **value)]).url)
    part = page.select_one(".story__part")
    assert words(part.h2) == "年賀状"
    assert words(part.select_one(".lead")) == "海の向こうから。"
    assert part.img["alt"] == "手紙"
    assert words(part.figcaption) == "絵 （提供：学校）"
    assert contents(page) == ["年賀状"]


def test_a_picture_without_consent_is_not_shown():
    value = {
        "heading": "年賀状",
        "picture": make_image(consent="missing").pk,
        "caption": "秘密",
        "text": rich("本文。"),
    }
    page = shown(make_issue(body=[block("feature", **value)]).url)
    assert page.select(".story__part figure") == []
    assert "秘密" not in words(page.main)


def test_voices_stand_under_one_heading():
    voices = [
        {"speaker": "pupil", "text": "楽しみです。", "detail": "4年生"},
        {"speaker": "partner", "text": "また会いましょう。", "detail": ""},
    ]
    page = shown(make_issue(body=[block("voices", heading="届いた声", voices=voices)]).url)
    assert [words(footer) for footer in page.select("blockquote footer")] == ["児童・生徒（4年生）", "相手校"]
    assert contents(page) == ["届いた声"]


def test_notices_take_their_facts_from_the_pages_and_lead_there():
    event = make_event(title="1月の会", summary="画面越しに話せます。", capacity="12校")
    programme = make_programme(title="出前講座", provider="国際協力の会")
    news = make_news(title="募集の開始", date=datetime.date(2026, 11, 2))
    body = [
        notice(event),
        notice(programme, "programme_notice", heading="プログラム", text=rich("新しい講座です。")),
        notice(news, "news_notice"),
    ]
    page = shown(make_issue(body=body).url)
    assert contents(page) == ["1月の会", "プログラム", "募集の開始"]
    first, second, third = page.select(".story__part")
    assert "画面越しに話せます。" in words(first)
    assert "12校" in words(first.dl)
    assert first.select_one("a.more")["href"] == event.url
    assert "国際協力の会" in words(second.dl)
    assert "新しい講座です。" in words(second)
    assert words(second.select_one("a.more")) == "出前講座"
    assert "令和8年11月2日" in words(third.dl)


def test_a_fact_of_the_page_changes_in_the_issue_too():
    event = make_event(starts_at=datetime.datetime(2027, 7, 1, 10, tzinfo=TOKYO))
    issue = make_issue(body=[notice(event)])
    event.is_cancelled = True
    event.save()
    assert words(shown(issue.url).select_one(".story__part .tag")) == "中止"


@pytest.mark.parametrize("fate", ["unpublished", "deleted"])
def test_nothing_is_shown_of_a_page_that_is_not_public_any_more(fate):
    event = make_event(title="秘密の会")
    issue = make_issue(body=[notice(event, heading="秘密の見出し"), block("text", heading="残り", text=rich("本文。"))])
    event.unpublish() if fate == "unpublished" else event.delete()
    page = shown(issue.url)
    assert contents(page) == ["残り"]
    assert "秘密" not in str(page)
    assert len(page.select(".story__part")) == 1


def test_the_preview_tells_the_editor_that_a_page_is_not_public():
    event = make_event()
    issue = make_issue(body=[notice(event)])
    event.unpublish()
    preview = issue.make_preview_request(preview_mode="").rendered_content
    assert "読者には何も表示されません" in preview
    assert "読者には何も表示されません" not in str(shown(issue.url))


def test_the_first_case_under_a_heading_stands_in_the_contents():
    first, second = make_case(title="給食の45分"), make_case(title="推しの一曲")
    page = shown(make_issue(body=[teaser(first, heading="事例から"), teaser(second)]).url)
    assert contents(page) == ["事例から：給食の45分"]
    assert [words(heading) for heading in page.select(".case h3")] == ["給食の45分", "推しの一曲"]


def test_figures_stand_beside_those_of_the_year_before():
    rows = [{"label": "オンライン交流", "value": "146", "before": "118"}, {"label": "新しい種類", "value": "3"}]
    value = {"heading": "上半期", "category": "種類", "unit": "件", "before_head": "前年同期", "rows": rows, "note": ""}
    table = shown(make_issue(body=[block("results_chart", **value)]).url).table
    assert [words(cell) for cell in table.select("tbody tr:first-child .is-num")] == ["146", "118"]
    assert [words(cell) for cell in table.select("tbody tr:last-child .is-num")] == ["3", "–"]


def test_an_english_issue_shows_english_pages_and_marks_what_is_in_japanese():
    told, untold = make_case(title="給食"), make_event(title="1月の会")
    translated(told, title="Lunch")
    english = translated(make_issue(body=[teaser(told), notice(untold)]))
    page = shown(english.url)
    assert words(page.select_one(".case h3")) == "Lunch"
    heading = page.find("h2", string="1月の会")
    assert heading["lang"] == "ja"
    assert heading.find_parent("div").select_one("[lang=ja] dl")


@pytest.mark.parametrize("number", [1, 5])
def test_queries_do_not_grow_with_the_pages_shown(django_assert_num_queries, number):
    body = []
    for _each in range(number):
        body += [teaser(make_case(cover=make_image())), notice(make_event()), notice(make_news(), "news_notice")]
    issue = make_issue(body=body)
    Client().get(issue.url)
    with django_assert_num_queries(27):
        Client().get(issue.url)


@pytest.mark.parametrize("number", [1, 5])
def test_parts_of_many_issues_are_read_together(django_assert_max_num_queries, number):
    for each in range(1, number + 1):
        make_issue(each, body=[teaser(make_case()), notice(make_event())])
    issues = IssuePage.objects.select_related("locale")
    with django_assert_max_num_queries(8):
        assert all(len(issue.parts) == 2 for issue in give_parts(issues))
