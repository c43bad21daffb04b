"""An issue in the API: everything it holds, and of other pages only what everybody may see."""

import datetime

import pytest
from django.test import Client

from newsletter.blocks import IssueBlock
from tests.factories.media import make_image
from tests.factories.public_site import make_case, make_event, make_issue, translated
from tests.newsletter.bodies import full_body
from tests.newsletter.helpers import block, notice, rich, teaser

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def record(issue):
    answer = Client().get(f"/api/v2/pages/{issue.pk}/")
    assert answer.status_code == 200
    return answer.json()


def test_the_list_of_issues_gives_their_addresses():
    translated(make_issue(1))
    make_issue(2)
    answer = Client().get("/api/v2/pages/?type=newsletter.IssuePage&locale=ja&limit=20&fields=number,month,fiscal_year")
    items = answer.json()["items"]
    assert {item["number"]: item["meta"]["html_url"] for item in items} == {
        1: "http://testserver/newsletter/1/",
        2: "http://testserver/newsletter/2/",
    }
    assert {(item["month"], item["fiscal_year"]) for item in items} == {("2021-09-01", 2021)}


def test_the_record_holds_every_block():
    issue = make_issue(3, month=datetime.date(2026, 3, 1), summary="リード。", body=full_body())
    found = record(issue)
    assert (found["number"], found["month"], found["fiscal_year"]) == (3, "2026-03-01", 2025)
    assert found["summary"] == "リード。"
    assert {part["type"] for part in found["body"]} == set(IssueBlock().child_blocks)
    assert all(part["id"] for part in found["body"])


def test_pages_stand_with_title_address_and_facts():
    event, case = make_event(title="1月の会", capacity="12校"), make_case(title="給食")
    body = record(make_issue(body=[notice(event), teaser(case, text="給食の話。")]))["body"]
    told = body[0]["value"]["page"]
    assert (told["title"], told["html_url"], told["locale"]) == ("1月の会", f"http://testserver{event.url}", "ja")
    assert {"label": "定員", "value": "12校"} in told["facts"]
    assert body[1]["value"]["case"]["title"] == "給食"
    assert body[1]["value"]["text"] == "給食の話。"


def test_a_page_that_is_not_public_is_left_out_with_its_block():
    event = make_event(title="秘密の会")
    issue = make_issue(body=[notice(event, heading="秘密"), block("text", heading="残り", text=rich("本文。"))])
    event.unpublish()
    assert [part["type"] for part in record(issue)["body"]] == ["text"]


def test_a_picture_is_given_only_with_consent():
    def picture(image):
        value = {"heading": "特集", "picture": image.pk, "text": rich("本文。")}
        issue = make_issue(image.pk, body=[block("feature", **value)])
        return record(issue)["body"][0]["value"]["picture"]

    assert picture(make_image(alt_ja="手"))["alt"] == "手"
    assert picture(make_image(consent="missing")) is None


def test_the_english_record_names_the_english_pages():
    case = make_case(title="給食")
    copy = translated(case, title="Lunch")
    told = record(translated(make_issue(body=[teaser(case)])))["body"][0]["value"]["case"]
    assert (told["title"], told["html_url"], told["locale"]) == ("Lunch", f"http://testserver{copy.url}", "en")
