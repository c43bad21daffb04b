"""The frame around every page: head, header, footer, the members' header, the page for a broken site."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.template.loader import get_template
from pytest_django.fixtures import DjangoAssertNumQueries

from home.models import StandardPage
from portal.core.site_settings import PortalSettings

from .conftest import Render

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_head_of_a_translated_page(sections: dict[str, StandardPage], render: Render) -> None:
    html = render("{% extends 'base.html' %}{% block title %}質問{% endblock %}", path="/faq/", page=sections["faq"])
    assert html.startswith("<!doctype html>")
    assert '<html lang="ja">' in html
    assert "<title>質問｜東京都国際交流コンシェルジュ</title>" in html
    assert '<link rel="canonical" href="http://testserver/faq/">' in html
    assert html.count('rel="alternate" hreflang=') == 3
    assert '<a class="skip" href="#main">本文へ移動</a>' in html
    assert '<a href="/faq/" aria-current="page">' in html


def test_few_style_sheets(render: Render) -> None:
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', render("{% extends 'base.html' %}"))
    assert len(sheets) == len(set(sheets)) <= 8
    assert sheets[0].endswith("css/tokens.css")
    assert sheets[-1].endswith("css/print.css")


def test_footer_tells_the_site_settings(render: Render) -> None:
    row = PortalSettings.load()
    row.operator_ja, row.operator_en = "運営会社", "The operator"
    row.phone, row.email, row.hours_ja, row.notice_ja = "03-0000-0000", "a@example.jp", "平日", "見本です"
    row.save()
    html = render("{% extends 'base.html' %}")
    for text in (
        "運営　運営会社",
        '<a href="tel:0300000000">03-0000-0000</a>',
        "mailto:a@example.jp",
        "平日",
        "見本です",
    ):
        assert text in html
    assert "Run by The operator" in render("{% extends 'base.html' %}", path="/en/search/")


def test_public_frame_takes_no_session(render: Render) -> None:
    assert "csrfmiddlewaretoken" not in render("{% extends 'base.html' %}")


def test_member_header_shows_school_person_and_way_out(render: Render) -> None:
    html = render(
        "{% extends 'members/base.html' %}",
        path="/members/wishes/",
        user=SimpleNamespace(is_authenticated=True, get_full_name="山田 太郎"),
        membership=SimpleNamespace(school=SimpleNamespace(shown_name="江東区立しおかぜ小学校")),
    )
    assert "<b>江東区立しおかぜ小学校</b>" in html
    assert "山田 太郎" in html
    assert '<form action="/members/logout/" method="post">' in html
    assert "csrfmiddlewaretoken" in html
    assert '<a href="/members/wishes/" aria-current="page">交流希望</a>' in html
    assert '<a href="/en/members/wishes/" lang="en" hreflang="en" rel="alternate">English</a>' in html
    assert '<meta name="robots" content="noindex">' in html


def test_before_the_login_there_is_no_menu(render: Render) -> None:
    html = render("{% extends 'members/base.html' %}", path="/members/login/")
    assert "<nav" not in html
    assert "whobar" not in html


def test_messages_are_announced(render: Render) -> None:
    message = SimpleNamespace(level_tag="success")
    html = render("{% include 'components/messages.html' with messages=messages only %}", messages=[message])
    assert 'role="status"' in html
    assert "note--ks" in html
    assert render("{% include 'components/messages.html' with messages=messages only %}", messages=[]).strip() == ""


def test_the_page_of_a_broken_site_needs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        html = get_template("500.html").render()
    assert "エラーが発生しました" in html
    assert '<div class="stack" lang="en">' in html
    after_the_comment = (settings.ROOT / "templates" / "500.html").read_text().rpartition("{% endcomment %}")[2]
    assert "{" not in after_the_comment
