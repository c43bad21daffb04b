"""What comes out of the press: tagged, titled, in its language, the same each time."""

import pytest

from portal.core.printing import availability
from portal.core.printing.availability import FONT, LIBRARIES, PACKAGE
from portal.core.printing.checks import check_printing
from portal.core.printing.rendering import PrintingError, render_pdf
from tests.pdf import needs_pdf, pdf_text, read_pdf

PAGE = """<!doctype html><html lang="ja"><head><title>献立のクイズ</title>
<meta name="dcterms.created" content="2026-01-20T09:00:00+09:00">{links}</head>
<body><h1>献立のクイズ</h1><p>台湾の給食</p>{body}</body></html>"""


def page(body: str = "", links: str = "") -> str:
    return PAGE.format(body=body, links=links)


@needs_pdf
def test_a_pdf_is_tagged_titled_and_the_same_each_time():
    # Things of other places leave no trace and stop nothing.
    outside = '<img src="file:///etc/passwd" alt="外の絵"><img src="http://example.jp/a.png" alt="遠い絵">'
    pdf = render_pdf(page(outside))
    reader = read_pdf(pdf)
    assert reader.metadata.title == "献立のクイズ"
    assert reader.trailer["/Root"]["/Lang"] == "ja"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert reader.metadata.creation_date_raw.startswith("D:20260120")
    assert "台湾の給食" in pdf_text(pdf)
    assert "root:" not in pdf_text(pdf)
    assert render_pdf(page(outside)) == pdf


@needs_pdf
def test_without_a_style_sheet_of_ours_there_is_no_pdf():
    with pytest.raises(PrintingError, match="no-such"):
        render_pdf(page(links='<link rel="stylesheet" href="/static/css/no-such.css">'))


@pytest.mark.parametrize(("missing", "number"), [(PACKAGE, 1), (LIBRARIES, 2), (FONT, 3)])
def test_the_check_says_what_is_missing_and_how_to_get_it(monkeypatch, missing, number):
    monkeypatch.setattr(availability, "probe", lambda: missing)
    [message] = check_printing()
    assert message.id == f"printing.I00{number}"
    assert message.hint


def test_the_check_is_silent_when_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(availability, "probe", lambda: None)
    assert check_printing() == []


def test_each_lack_is_found(monkeypatch):
    monkeypatch.setattr(availability, "_load", lambda names: object())
    monkeypatch.setattr(availability, "_has_japanese_font", lambda library: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    assert availability.probe() == FONT
    monkeypatch.setattr(availability, "_load", lambda names: None)
    assert availability.probe() == LIBRARIES
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert availability.probe() == PACKAGE


def test_nothing_is_rendered_where_something_is_missing(monkeypatch):
    monkeypatch.setattr(availability, "lack", lambda: LIBRARIES)
    assert not availability.is_available()
    with pytest.raises(PrintingError, match="Pango"):
        render_pdf(page())
