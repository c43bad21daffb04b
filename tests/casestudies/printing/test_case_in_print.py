"""A case on one page of A4, on the screen and as a PDF."""

import json

import pytest

from portal.core.media.models import ConsentScope
from portal.core.printing.models import PrintedFile
from portal.core.printing.rendering import PrintingError
from tests.casestudies.helpers import words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, translated
from tests.pdf import needs_pdf, pdf_text, read_pdf

from .conftest import SECRETS, STORY, WITHHELD

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_everything_a_colleague_needs_stands_on_the_page(shown):
    case = make_case(title="献立を当て合う45分", school_name="わたしば小学校", partner_school="晴河国民小学", **STORY)
    page = shown(f"{case.url}print/")
    sheet = words(page.select_one("article.sheet"))
    for text in (
        "献立を当て合う45分",
        "両校の児童が話し合いました。",
        "わたしば小学校",
        "晴河国民小学",
        "令和7年11月12日（水曜日）",
        "10:40",
        "あいさつと音声の確認",
        "クイズの台紙を作りました。",
        "ヒントは三つ",
        "当番をしてみたいです。",
        "質問の時間が3分しか残りませんでした。",
        "国際交流事例集 令和7年度",
        f"http://127.0.0.1:8000{case.url}",
    ):
        assert text in sheet
    assert page.select_one("svg.qr title").string == "この事例のページを開く二次元コード"
    assert [words(heading) for heading in page.select("h1")] == ["献立を当て合う45分"]


def test_the_page_keeps_to_the_policy_and_stays_out_of_search_engines(shown):
    case = make_case(**STORY)
    page = shown(f"{case.url}print/")
    assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"
    assert page.select_one("link[rel=canonical]")["href"] == f"http://127.0.0.1:8000{case.url}"
    assert "style=" not in str(page)
    assert "<style" not in str(page)
    assert "unsafe" not in page.response["Content-Security-Policy"]
    assert page.select_one(f'header a[href="{case.url}"]')


def test_in_english(shown):
    english = translated(make_case(**STORY), title="Guessing menus")
    page = shown(f"{english.url}print/")
    assert page.html["lang"] == "en"
    assert words(page.h1) == "Guessing menus"
    assert "Case studies of international exchange, FY 2025" in words(page.select_one(".sheet__strip"))
    assert f"http://127.0.0.1:8000{english.url}" in words(page.select_one(".sheet__foot"))


def test_the_case_page_leads_to_paper(shown, press):
    case = make_case()
    links = [link["href"] for link in shown(case.url).select("nav[aria-labelledby=on-paper] a")]
    assert links == [f"{case.url}print/", f"{case.url}case.pdf", "/casestudies/collection/2025/"]


def test_no_press_the_page_prints_and_no_pdf_is_offered(shown, anonymous, no_press):
    case = make_case(**STORY)
    for path in (case.url, f"{case.url}print/"):
        assert "case.pdf" not in str(shown(path))
    response = anonymous.get(f"{case.url}case.pdf")
    assert response.status_code == 503
    assert "現在、このサイトではPDFを提供していません。" in response.content.decode()


@pytest.mark.parametrize("path", ["print/", "case.pdf"])
def test_a_draft_is_not_there(anonymous, press, path):
    case = make_case()
    case.unpublish()
    assert anonymous.get(f"{case.url}{path}").status_code == 404
    assert press == []


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({"consent": "given", "consent_scope": ConsentScope.SITE_AND_PRINT}, True),
        ({"consent": "given", "consent_scope": ConsentScope.SITE}, False),
        ({"consent": "withdrawn"}, False),
    ],
)
def test_a_picture_only_with_a_consent_for_print(shown, fields, is_shown):
    case = make_case(cover=make_image(alt_ja="カードを持つ手", credit_ja="わたしば小", **fields))
    figure = shown(f"{case.url}print/").select_one("figure")
    assert ("/media/" in str(figure)) == is_shown
    assert ("わたしば小" in str(figure)) == is_shown
    assert figure.img["alt"] == ("カードを持つ手" if is_shown else "交流の内容に合わせたイラスト")


def test_long_words_are_shortened_and_the_page_says_so(shown):
    long = "<p>" + "とても長い準備の話です。" * 300 + "</p>"
    case = make_case(**{**STORY, "preparation_teachers": long, "preparation_pupils": long})
    sheet = words(shown(f"{case.url}print/").select_one(".sheet"))
    assert "です。…" in sheet
    assert "紙面に収まらない部分を省いています" in sheet
    # What is short stays whole beside it.
    assert "質問の時間が3分しか残りませんでした。" in sheet
    assert "あいさつと音声の確認" in sheet


@pytest.mark.parametrize("others", [1, 4])
def test_queries(anonymous, django_assert_num_queries, others):
    case = make_case(**STORY, cover=make_image())
    for _number in range(others):
        make_case(cover=make_image())
    anonymous.get(f"{case.url}print/")
    with django_assert_num_queries(11):
        anonymous.get(f"{case.url}print/")


class TestThePdf:
    def test_is_made_once(self, anonymous, press):
        case = make_case(**STORY)
        first, second = (anonymous.get(f"{case.url}case.pdf") for _time in range(2))
        assert first.content == second.content == b"%PDF 1"
        assert first["Content-Type"] == "application/pdf"
        assert f'filename="{case.slug}-ja.pdf"' in first["Content-Disposition"]
        assert first["X-Robots-Tag"] == "noindex"
        assert len(press) == 1

    def test_costs_a_browser_that_has_it_nothing(self, anonymous, press):
        case = make_case()
        etag = anonymous.get(f"{case.url}case.pdf")["ETag"]
        assert anonymous.get(f"{case.url}case.pdf", headers={"If-None-Match": etag}).status_code == 304

    def test_is_made_anew_when_the_case_is_published_again(self, anonymous, press):
        case = make_case(**STORY)
        anonymous.get(f"{case.url}case.pdf")
        case.title = "あたらしい題"
        case.save_revision().publish()
        assert anonymous.get(f"{case.url}case.pdf").content == b"%PDF 2"
        assert "あたらしい題" in press[1]
        assert PrintedFile.objects.count() == 1

    def test_goes_when_the_case_is_taken_off(self, anonymous, press, django_capture_on_commit_callbacks):
        case = make_case()
        anonymous.get(f"{case.url}case.pdf")
        with django_capture_on_commit_callbacks(execute=True):
            case.unpublish()
        assert not PrintedFile.objects.exists()

    def test_that_cannot_be_made_is_a_sentence(self, anonymous, press, monkeypatch):
        def fail(html):
            raise PrintingError("no ink")

        monkeypatch.setattr("portal.core.printing.rendering.render_pdf", fail)
        case = make_case(title="献立")
        response = anonymous.get(f"{case.url}case.pdf")
        assert response.status_code == 503
        assert response["Retry-After"] == "300"
        assert "「献立」のPDFを作成できませんでした。" in response.content.decode()
        assert "no ink" not in response.content.decode()

    def test_whose_file_was_lost_is_made_again(self, anonymous, press):
        case = make_case()
        anonymous.get(f"{case.url}case.pdf")
        PrintedFile.objects.get().file.storage.delete(PrintedFile.objects.get().file.name)
        waiting = anonymous.get(f"{case.url}case.pdf")
        assert (waiting.status_code, waiting["Refresh"]) == (202, "4")
        assert anonymous.get(f"{case.url}case.pdf").content == b"%PDF 2"

    @needs_pdf
    def test_shows_what_may_be_shown_and_no_more(self, anonymous):
        photographs = [{"type": "photograph", "value": {"image": make_image().pk, "caption": "並べる"}}]
        case = make_case(
            title="台湾と給食",
            cover=make_image(consent="given", consent_scope=ConsentScope.SITE, credit_ja="見せない人"),
            photographs=json.dumps(photographs),
            **WITHHELD,
            **STORY,
        )
        pdf = anonymous.get(f"{case.url}case.pdf").content
        reader, text = read_pdf(pdf), pdf_text(pdf)
        assert len(reader.pages) == 1
        assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [210, 297]
        assert reader.metadata.title.startswith("台湾と給食")
        assert reader.trailer["/Root"]["/Lang"] == "ja"
        assert "都内の公立学校（小学校）" in text
        assert "当番をしてみたいです。" in text
        for hidden in (*SECRETS, "見せない人"):
            assert hidden not in text
            assert hidden.encode() not in pdf
        assert not any("/Image" in str(found) for found in reader.pages[0]["/Resources"].get("/XObject", {}).values())


def test_withheld_names_are_nowhere_in_print(shown):
    case = make_case(**WITHHELD, **STORY)
    page = str(shown(f"{case.url}print/"))
    assert "都内の公立学校（小学校）" in page
    for hidden in SECRETS:
        assert hidden not in page
