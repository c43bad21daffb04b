"""The list of what a mail may hold refuses what mail programs do not show."""

import pytest

from newsletter.mail.allowed import problems

FRAME = '<html lang="ja"><head>{}</head><body>{}</body></html>'


def faults(body="", head=""):
    return problems(FRAME.format(head, body))


def test_a_plain_mail_is_in_order():
    assert faults('<p style="color:#123456;margin:0">本文</p><img src="https://a.example/x.jpg" alt="">') == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<svg></svg>", "<svg>"),
        ("<script></script>", "<script>"),
        ("<form></form>", "<form>"),
        ('<p onclick="x">a</p>', "<p onclick>"),
        ('<p style="position:absolute">a</p>', "the style position"),
        ('<p style="display:flex; gap:1px">a</p>', "the style gap"),
        ('<td style="background-color:url(https://a.example/)">', "loads"),
        ('<a href="/relative/">a</a>', "not absolute"),
        ('<a href="javascript:x">a</a>', "not absolute"),
        ('<img src="https://a.example/">', "without alt"),
        ("あ" * 40_000, "bytes are more"),
    ],
)
def test_what_is_refused(body, fault):
    assert any(fault in found for found in faults(body))


@pytest.mark.parametrize(
    ("css", "fault"),
    [
        ("@import url(https://a.example/);", "@import"),
        ("@font-face{font-family:x}", "@font-face"),
        ("@media (max-width:600px){p{color:red}}", "@media"),
        ("@media (prefers-color-scheme: dark){p{float:left !important}}", "the style float"),
    ],
)
def test_style_sheets_are_read_too(css, fault):
    assert any(fault in found for found in faults(head=f"<style>{css}</style>"))
