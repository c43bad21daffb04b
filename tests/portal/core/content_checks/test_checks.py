"""Each check: what it finds, and what it leaves alone."""

import pytest
from django.utils import translation

from home.models import StandardPage
from portal.core.content_checks.checking import check_page, check_pages
from portal.core.content_checks.findings import place_of
from portal.core.media.models import Consent
from tests.factories.media import make_document, make_image
from tests.factories.public_site import make_case, translated

from .pages import codes, found_in, make_page, text_block

pytestmark = pytest.mark.django_db


def link(text: str, attributes: str = 'href="https://example.jp/"') -> dict[str, object]:
    return text_block(f"<p>前の文<a {attributes}>{text}</a>後の文</p>")


def test_a_page_in_order_has_no_findings():
    page = make_page(text_block("<p>令和8（2026）年4月1日</p><h3>小見出し</h3>"), link("東京都の案内"))
    assert check_page(page) == []


class TestLinks:
    @pytest.mark.parametrize(
        "text", ["ここ", "こちら", "【こちら】", "詳しくはこちら", "Click here", "ｈｅｒｅ", "もっと見る…"]
    )
    def test_it_says_where_it_leads(self, text):
        (finding,) = found_in(link(text))
        assert finding.problem == "vague_link"
        assert finding.is_error
        assert text in finding.message

    @pytest.mark.parametrize("text", ["", " ", "<b></b>"])
    def test_it_has_a_text(self, text):
        assert codes(found_in(link(text))) == ["empty_link"]

    def test_an_address_is_no_text(self):
        assert codes(found_in(link("https://example.jp/"))) == ["address_as_text"]

    def test_a_page_that_is_gone_is_an_error_and_a_draft_a_hint(self):
        draft = make_page(slug="draft", live=False, title="準備中", is_translated=False)
        findings = found_in(
            link("案内", 'linktype="page" id="999999"'), link("準備", f'linktype="page" id="{draft.pk}"')
        )
        assert codes(findings) == ["broken_link", "unpublished_link"]
        assert "準備中" in findings[1].message

    def test_files_gone_and_files_without_consent(self):
        hidden = make_document(consent=Consent.WITHDRAWN)
        findings = found_in(
            link("資料", 'linktype="document" id="999999"'), link("名簿", f'linktype="document" id="{hidden.pk}"')
        )
        assert codes(findings) == ["broken_file", "file_hidden"]

    def test_other_sites(self):
        html = '<p><a href="http://example.jp/">案内</a> <a href="https://example.jp/a.pdf">要項</a></p>'
        told = (
            '<p><a href="https://example.jp/b.pdf">要項（ＰＤＦ：1.2MB）</a> <a href="mailto:a@example.jp">窓口</a></p>'
        )
        assert codes(found_in(text_block(html), text_block(told))) == ["plain_http", "file_elsewhere"]


class TestHeadings:
    def test_no_level_is_left_out(self):
        (finding,) = found_in(text_block("<h4>細目</h4>"))
        assert finding.problem == "heading_jump"
        assert "細目" in finding.message

    def test_a_subheading_needs_a_section(self):
        assert codes(found_in(text_block("<h3>小見出し</h3>", heading=""))) == ["no_section"]
        assert codes(found_in(text_block(), text_block("<h3>小見出し</h3>", heading=""), slug="b")) == []

    def test_an_empty_one_is_refused(self):
        assert codes(found_in(text_block("<h3> </h3>"))) == ["empty_heading"]

    def test_fields_of_their_own_stand_under_a_heading_of_the_page(self):
        case = translated(make_case(background="<h3>小見出し</h3>"))
        assert codes(check_page(case)) == []

    def test_a_bold_line_is_no_heading(self):
        findings = found_in(
            text_block("<p><b>準備するもの</b></p><p><b>重要</b>です。</p><p><b>必ず返してください。</b></p>")
        )
        assert codes(findings) == ["bold_line"]


class TestTexts:
    @pytest.mark.parametrize(
        ("written", "proposal"),
        [
            ("2026/4/1", "令和8（2026）年4月1日"),
            ("2026.04.01", "令和8（2026）年4月1日"),
            ("2026-11-29", "令和8（2026）年11月29日"),
            ("R8.4.1", "令和8（2026）年4月1日"),
            ("Ｒ８．４．１", "令和8（2026）年4月1日"),
            ("令和元.5.1", "令和元（2019）年5月1日"),
            ("H30/4/1", "平成30（2018）年4月1日"),
        ],
    )
    def test_a_date_is_written_in_words(self, written, proposal):
        (finding,) = found_in(text_block(f"<p>締切は{written}です。</p>"))
        assert finding.problem == "date_form"
        assert not finding.is_error
        assert finding.words["proposal"] == proposal

    @pytest.mark.parametrize(
        "text",
        [
            "2026/13/45",
            "https://example.jp/2026/4/1/",
            "事例 3.4.5",
            "192.168.0.1",
            "2026年4月1日",
            "1/2/3",
            "12026/4/1",
        ],
    )
    def test_what_is_no_date(self, text):
        assert codes(found_in(text_block(f"<p>{text}</p>"))) == []

    def test_digits_have_one_width(self):
        assert codes(found_in(text_block("<p>３０人</p>"))) == []
        (finding,) = found_in(text_block("<p>３０人</p>"), text_block("<p>2学級</p>"), slug="b")
        assert finding.problem == "digit_width"
        assert finding.words["proposal"] == "30"

    @pytest.mark.parametrize(("sign", "proposal"), [("㈱", "(株)"), ("①", "(1)"), ("Ⅲ", "III"), ("ｶﾞｯｺｳ", "ガッコウ")])
    def test_characters_of_some_devices(self, sign, proposal):
        (finding,) = found_in(text_block(f"<p>{sign}</p>"))
        assert (finding.problem, finding.words["proposal"]) == ("special_sign", proposal)

    def test_english_pages(self):
        page = translated(make_page(is_translated=False), summary="By 2026/4/1, ２ days", title="Guide")
        assert {finding.words.get("proposal") for finding in check_page(page)} == {"1 April 2026", "2"}


class TestMedia:
    def figure(self, **fields):
        return {"type": "figure", "value": {"image": make_image(**fields).pk, "caption": ""}}

    def test_a_picture_says_what_it_shows(self):
        (finding,) = found_in(self.figure(title="手"))
        assert finding.problem == "no_alt"
        assert finding.is_error
        assert "手" in finding.message

    def test_one_language_is_not_both(self):
        assert codes(found_in(self.figure(alt_en="Hands"))) == ["alt_language"]
        assert codes(found_in(self.figure(alt_ja="手"), slug="b")) == []

    def test_decoration_needs_no_words(self):
        assert codes(found_in(self.figure(is_decoration=True))) == []

    def test_the_cover_counts_and_consent_is_told(self):
        image = make_image(alt_ja="手", consent=Consent.MISSING)
        (finding,) = found_in(cover=image)
        assert finding.problem == "picture_hidden"
        assert finding.path == ("cover",)


def test_a_page_without_its_translation():
    (finding,) = found_in(is_translated=False)
    assert finding.problem == "not_translated"
    assert "English" in finding.message


def test_places_are_named_as_in_the_form():
    roles = {"type": "roles", "value": {"heading": "役割", "roles": [{"title": "一", "text": "<p><a>ここ</a></p>"}]}}
    page = make_page(text_block(), roles)
    (finding,) = check_page(page)
    assert finding.path == ("body", "1:roles", "roles", "0:", "text")
    assert place_of(type(page), finding.path) == "本文 › 2 役割 › 役割 › 1 › 文章"
    with translation.override("en"):
        assert place_of(type(page), finding.path).startswith("Body › 2 Roles")
    assert place_of(type(page), ("gone", "0:old")) == "gone"
    assert place_of(type(page), ("body", "0:old", "x")) == "本文 › 1 old › x"


@pytest.mark.parametrize("size", [1, 5])
def test_queries_do_not_grow(django_assert_num_queries, size):
    image, document = make_image(), make_document()
    linked = make_page(slug="linked")
    html = f'<p><a linktype="document" id="{document.pk}">資料</a><a linktype="page" id="{linked.pk}">案内</a></p>'
    figure = {"type": "figure", "value": {"image": image.pk, "caption": ""}}
    pages = [make_page(text_block(html), figure, slug=f"p{number}") for number in range(size)]
    with django_assert_num_queries(5):
        assert all(codes(found) == ["no_alt"] for found in check_pages(pages))


def test_a_page_for_one_language_misses_none(monkeypatch):
    monkeypatch.setattr(StandardPage, "is_translated", False)
    assert found_in(is_translated=False) == []
