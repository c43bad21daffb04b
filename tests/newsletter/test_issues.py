"""The newsletter: numbers as addresses, the list, the page of an issue with all its blocks."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from newsletter.models import IssuePage
from newsletter.models.pages import IssueForm
from newsletter.templatetags.newsletter_tags import issue_month
from portal.core.site_settings import PortalSettings
from tests.casestudies.helpers import words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, make_issue, section, translated
from tests.factories.schools import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def shown(anonymous):
    def get(path):
        response = anonymous.get(path)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get


def test_the_number_is_the_address(shown):
    issue = make_issue(3, slug="something-else")
    assert issue.url == "/newsletter/3/"
    assert words(shown("/newsletter/3/").select_one(".issue__no")) == "第3号"


def test_the_first_issue_has_its_own_word():
    assert make_issue(1).number_label == "創刊号"
    with translation.override("en"):
        assert IssuePage.objects.get(number=1).number_label == "First issue"


def test_two_issues_of_one_number_are_refused_at_the_number():
    make_issue(1)
    with pytest.raises(ValidationError) as refusal:
        make_issue(1)
    assert list(refusal.value.message_dict) == ["number"]
    assert "第1号は、すでにあります" in refusal.value.message_dict["number"][0]


def test_the_form_refuses_a_number_that_is_taken_beside_the_field():
    make_issue(1)
    form_class = IssuePage.get_edit_handler().get_form_class()
    assert issubclass(form_class, IssueForm)
    data = {"title": "別の号", "number": "1", "month": "2026-11-01", "body-count": "0"}
    form = form_class(data, instance=IssuePage(), parent_page=section("newsletter"))
    assert not form.is_valid()
    assert "第1号は、すでにあります" in form.errors["number"][0]


def test_the_same_number_in_the_other_language_is_the_translation():
    english = translated(make_issue(1))
    assert english.url == "/en/newsletter/1/"


@pytest.mark.parametrize(("language", "written"), [("ja", "令和3（2021）年9月"), ("en", "September 2021")])
def test_the_month(language, written):
    with translation.override(language):
        assert issue_month(datetime.date(2021, 9, 1)) == written


def test_the_list_is_newest_first_without_drafts(shown):
    for number in (1, 2, 3):
        make_issue(number)
    Page.objects.get(slug="2").unpublish()
    page = shown("/newsletter/")
    assert [words(heading) for heading in page.select("main li h3")] == ["通信 第3号", "通信 第1号"]


@pytest.mark.parametrize("issues", [1, 5])
def test_queries_of_the_list(anonymous, django_assert_num_queries, issues):
    for number in range(1, issues + 1):
        make_issue(number, cover=make_image())
    anonymous.get("/newsletter/")
    with django_assert_num_queries(16):
        anonymous.get("/newsletter/")


def rich(text):
    return f"<p>{text}</p>"


@pytest.fixture
def full_issue():
    case = make_case(title="給食の事例")
    hidden = make_case(title="下書きの事例")
    hidden.unpublish()
    settings = PortalSettings.load()
    settings.phone, settings.email = "03-0000-0000", "desk@example.jp"
    settings.save()
    blocks = [
        ("greeting", {"heading": "ごあいさつ", "text": rich("はじめまして。"), "signature": "事務局"}),
        ("note", {"kind": "opportunity", "heading": "募集", "text": rich("受け付けます。")}),
        ("roles", {"heading": "役割", "roles": [{"title": "相談", "text": rich("承ります。")}]}),
        ("flow", {"heading": "流れ", "exchange_type": "letter_card", "steps": [{"title": "決める", "text": ""}]}),
        ("case_teaser", {"case": case.pk, "text": "ぜひお読みください。"}),
        ("case_teaser", {"case": hidden.pk, "text": "見えません。"}),
        ("figure", {"image": make_image(consent="missing").pk, "caption": "秘密の写真"}),
        ("figure", {"image": make_image(credit_ja="学校").pk, "caption": "カード"}),
        (
            "results_chart",
            {
                "heading": "校種別利用比率",
                "category": "校種",
                "unit": "%",
                "rows": [{"label": "小学校", "value": "60"}, {"label": "中学校", "value": "40"}],
                "note": "",
                "is_sample": True,
            },
        ),
        ("table", {"caption": "日程", "header": ["月", "行事"], "rows": [{"cells": ["4月", "募集"]}]}),
        ("questions", {"heading": "よくあるお問合せ", "questions": [{"question": "費用は？", "answer": rich("なし")}]}),
        ("contact", {"heading": "お問合せ", "text": rich("お気軽に。")}),
    ]
    return make_issue(1, body=[{"type": kind, "value": value} for kind, value in blocks])


def test_every_block_of_an_issue(full_issue, shown):
    page = shown(full_issue.url)
    main = words(page.main)
    for text in (
        "はじめまして。",
        "事務局",
        "募集",
        "承ります。",
        "決める",
        "ぜひお読みください。",
        "費用は？",
        "お気軽に。",
    ):
        assert text in main
    assert "下書きの事例" not in main
    assert "秘密の写真" not in main
    assert "カード （提供：学校）" in main
    assert page.select_one("main a[href='tel:0300000000']")
    assert len(page.select("h1")) == 1


def test_the_chart_is_a_table_with_bars_and_says_that_it_is_a_sample(full_issue, shown):
    page = shown(full_issue.url)
    table = next(table for table in page.select("table") if words(table.caption) == "校種別利用比率")
    assert [words(cell) for cell in table.select("tbody th")] == ["小学校", "中学校"]
    assert len(table.select("tbody svg rect")) == 2
    part = table.find_parent("div", class_="story__part")
    assert words(part.select_one(".tag")) == "見本データ"


def test_the_contents_lead_to_their_blocks(full_issue, shown):
    page = shown(full_issue.url)
    links = page.select(".issue__toc a")
    assert [words(link) for link in links] == [
        "ごあいさつ",
        "役割",
        "流れ",
        "校種別利用比率",
        "よくあるお問合せ",
        "お問合せ",
    ]
    assert all(page.select_one(link["href"]) for link in links)


class TestTwoEditorsAtOnce:
    """Both forms were in order when they were checked."""

    @pytest.fixture
    def send(self, client, monkeypatch):
        client.force_login(UserFactory(username="editor", group="Editor"))
        address = f"/cms/pages/add/newsletter/issuepage/{section('newsletter').pk}/"
        save = CreateView.save_action

        def save_second(view):
            make_issue(7)
            return save(view)

        monkeypatch.setattr(CreateView, "save_action", save_second)
        data = {"title": "同じ号", "number": "7", "month": "2026-11-01", "summary": "", "slug": "", "body-count": "0"}
        return lambda **headers: client.post(address, data, headers=headers)

    def test_the_log_tells_where_it_came_from_and_not_what_was_typed(self, send, caplog):
        send()
        assert "was refused while being saved" in caplog.text
        assert "同じ号" not in caplog.text
        assert "第7号" not in caplog.text

    def test_the_second_is_told_and_nothing_is_made(self, send):
        answer = send()
        assert answer.status_code == 409
        page = words(BeautifulSoup(answer.content, "html.parser").main)
        assert "第7号は、すでにあります" in page
        assert "前のページに戻る" in page
        assert IssuePage.objects.get(number=7).title == "通信 第7号"

    def test_the_editor_that_saves_by_itself_is_told_why(self, send):
        answer = send(accept="application/json")
        assert (answer.status_code, answer.json()["error_code"]) == (409, "validation_error")
        assert "第7号は、すでにあります" in answer.json()["error_message"]
