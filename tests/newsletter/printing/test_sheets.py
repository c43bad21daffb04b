"""An issue on sheets of A4, on the screen and as a PDF."""

import subprocess

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from newsletter.printing.documents import issue_html
from portal.core.media.models import ConsentScope
from portal.core.site_settings import PortalSettings
from tests.casestudies.helpers import words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, make_event, make_issue, section, translated
from tests.newsletter.bodies import full_body
from tests.newsletter.helpers import block, notice, rich, teaser
from tests.pdf import needs_pdf, needs_poppler, read_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOST = "http://127.0.0.1:8000"


def shown(path: str) -> BeautifulSoup:
    response = Client().get(path)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    page.response = response
    return page


@pytest.fixture
def issue():
    settings = PortalSettings.load()
    settings.phone, settings.hours_ja, settings.email = "03-0000-0000", "平日 午前9時から", "desk@example.jp"
    settings.save()
    section("newsletter")
    return make_issue(3, title="冬の便り", summary="年賀状の季節です。", body=full_body())


def test_the_sheets_hold_what_the_page_holds(issue):
    sheets, page = shown(f"{issue.url}print/"), shown(issue.url)
    paper = words(sheets.select_one("article"))
    for part in page.select(".story__part > h2"):
        assert words(part) in paper
    for text in ("第3号", "令和3（2021）年9月発行", "年賀状の季節です。", "今号の内容", "年賀状の季節", "締切"):
        assert text in paper
    assert [words(link) for link in sheets.select(".issue__toc a")] == [
        words(link) for link in page.select(".issue__toc a")
    ]
    assert all(sheets.select_one(link["href"]) for link in sheets.select(".issue__toc a"))


def test_the_foot_tells_whom_to_ask_and_leads_to_the_page(issue):
    foot = shown(f"{issue.url}print/").select_one(".issue__foot")
    for text in ("03-0000-0000", "平日 午前9時から", "desk@example.jp", f"{HOST}/newsletter/3/", f"{HOST}/contact/"):
        assert text in words(foot)
    assert foot.select_one("svg.qr title").string == "この号のページを開く二次元コード"
    assert foot.select_one("a.issue__code")["href"] == f"{HOST}/newsletter/3/"


def test_links_on_paper_name_the_host(issue):
    addresses = [link["href"] for link in shown(f"{issue.url}print/").select("article .story__part a[href]")]
    assert addresses
    assert all(address.startswith(("http://", "https://", "#", "mailto:", "tel:")) for address in addresses)


def test_the_page_keeps_to_the_policy_and_stays_out_of_search_engines(issue):
    page = shown(f"{issue.url}print/")
    assert page.select_one("meta[name=robots]")["content"] == "noindex,follow"
    assert page.select_one("link[rel=canonical]")["href"] == f"{HOST}/newsletter/3/"
    assert "style=" not in str(page)
    assert "unsafe" not in page.response["Content-Security-Policy"]
    assert page.select_one(f'header a[href="{issue.url}"]')


@pytest.mark.parametrize(("scope", "is_shown"), [(ConsentScope.SITE_AND_PRINT, True), (ConsentScope.SITE, False)])
def test_pictures_need_a_consent_for_printed_matter(scope, is_shown):
    image = make_image(consent="given", consent_scope=scope, alt_ja="手紙の絵")
    value = {"heading": "特集", "picture": image.pk, "text": rich("本文。")}
    body = [block("feature", **value), block("figure", image=image.pk, caption=""), teaser(make_case(cover=image))]
    issue = make_issue(1, cover=image, body=body)
    paper = shown(f"{issue.url}print/").select_one("article")
    assert len(paper.select("img[alt=手紙の絵]")) == (4 if is_shown else 0)
    assert bool(paper.select(".case img[src*='/media/']")) is is_shown
    assert len(shown(issue.url).select("main img[alt=手紙の絵]")) == 3


def test_in_english(issue):
    english = translated(issue, title="Winter letters")
    page = shown(f"{english.url}print/")
    assert page.html["lang"] == "en"
    assert f"{HOST}/en/newsletter/3/" in words(page.select_one(".issue__foot"))


@pytest.mark.parametrize("path", ["print/", "issue.pdf"])
def test_a_draft_is_not_there(press, path):
    issue = make_issue(1)
    issue.unpublish()
    assert Client().get(f"{issue.url}{path}").status_code == 404
    assert press == []


def test_no_press_the_page_prints_and_no_pdf_is_offered(no_press):
    issue = make_issue(1)
    for path in (issue.url, f"{issue.url}print/"):
        assert "issue.pdf" not in str(shown(path))
    assert Client().get(f"{issue.url}issue.pdf").status_code == 503


@needs_pdf
def test_the_pdf_is_tagged_numbered_and_in_japanese(issue, caplog):
    content = Client().get(f"{issue.url}issue.pdf").content
    reader = read_pdf(content)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "ja"
    assert reader.metadata.title.startswith("冬の便り")
    width, height = reader.pages[0].mediabox[2:]
    assert (round(width), round(height)) == (595, 842)
    # It would tell of what PDF/UA does not allow, such as a picture without a text alternative.
    assert [entry.message for entry in caplog.records if entry.name == "weasyprint"] == []
    pages = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        assert f"{number}/{pages}" in page.extract_text().replace(" ", "")
    assert "年賀状の季節" in [item.title for item in reader.outline if not isinstance(item, list)]


@needs_pdf
@needs_poppler
def test_poppler_reads_the_japanese_and_finds_every_font_in_the_file(issue, tmp_path):
    file = tmp_path / "issue.pdf"
    file.write_bytes(Client().get(f"{issue.url}issue.pdf").content)
    text = _run("pdftotext", str(file), "-").replace("\n", "").replace(" ", "")
    for expected in ("第3号", "年賀状の季節です。", "今号の内容", "03-0000-0000", f"{HOST}/newsletter/3/"):
        assert expected in text
    fonts = _run("pdffonts", str(file)).splitlines()[2:]
    assert fonts
    for line in fonts:
        embedded, subset, has_unicode = line.split()[-5:-2]
        assert (embedded, subset, has_unicode) == ("yes", "yes", "yes"), line


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_queries_do_not_grow(django_assert_max_num_queries):
    issue = make_issue(1, body=[teaser(make_case()), notice(make_event())])
    issue_html(str(issue.pk))
    issue.body = issue.body.stream_block.to_python(
        [teaser(make_case()) for _each in range(4)] + [notice(make_event()) for _each in range(4)]
    )
    issue.save()
    with django_assert_max_num_queries(16):
        issue_html(str(issue.pk))


@needs_pdf
def test_pictures_are_in_the_pdf():
    image = make_image(consent="given", consent_scope=ConsentScope.SITE_AND_PRINT, alt_ja="手紙の絵")
    body = [block("feature", heading="特集", picture=image.pk, text=rich("本文。")), teaser(make_case(cover=image))]
    content = Client().get(f"{make_issue(1, cover=image, body=body).url}issue.pdf").content
    assert sum(len(page.images) for page in read_pdf(content).pages) >= 2
    assert "手紙の絵" not in "".join(page.extract_text() for page in read_pdf(content).pages)
