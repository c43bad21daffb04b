"""The report on contents, and when its rows are made anew."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from portal.core.content_checks.models import PageFinding
from portal.core.content_checks.services import check_everything, write_findings
from tests.casestudies.helpers import words
from tests.factories.media import make_image

from .pages import make_page, text_block

pytestmark = pytest.mark.django_db
REPORT = "/cms/reports/content/"
DATE, VAGUE = text_block("<p>2026/4/1</p>"), text_block('<p><a href="https://example.jp/">こちら</a></p>')


def rows(client, query="") -> list[str]:
    page = BeautifulSoup(client.get(f"{REPORT}?{query}").content, "html.parser")
    return [words(row) for row in page.select("table tbody tr")]


class TestReport:
    def test_the_worst_first_each_with_places(self, editor):
        for slug, blocks in (("fine", [text_block()]), ("hint", [DATE]), ("error", [text_block(), VAGUE])):
            make_page(*blocks, slug=slug, title=slug)
        check_everything()
        first, second = rows(editor)
        assert first.startswith("error")
        assert "誤り 本文 › 2 文章 › 文章 リンク「こちら」" in first
        assert second.startswith("hint")
        assert "注意" in second

    def test_filters(self, editor):
        make_page(DATE, slug="hint", title="hint")
        make_page(VAGUE, slug="error", title="error")
        check_everything()
        for query, wanted in (
            ("severity=error", ["error"]),
            ("severity=warning", ["hint"]),
            ("problem=vague_link&problem=date_form", ["error", "hint"]),
            ("problem=no_alt", []),
        ):
            assert [row.split()[0] for row in rows(editor, query)] == wanted, query

    def test_a_file_of_what_the_filters_leave(self, editor):
        make_page(DATE, slug="hint", title="=1+1")
        make_page(VAGUE, slug="error", title="error")
        check_everything()
        for kind in ("csv", "xlsx"):
            content = b"".join(
                editor.get(REPORT, {"export": kind, "problem": "date_form"}).streaming_content  # one page is left
            )
            if kind == "csv":
                assert "'=1+1,ja,一般のページ,0,1,本文 › 1 文章 › 文章 › 日付「2026/4/1」" in content.decode()
            else:
                assert load_workbook(io.BytesIO(content)).active.max_row == 2

    def test_only_for_those_who_write_pages(self, coordinator, anonymous):
        assert coordinator.get(REPORT).status_code == 302
        assert anonymous.get(REPORT).status_code == 302

    def test_without_findings(self, editor):
        assert "公開中のページに指摘はありません" in editor.get(REPORT).content.decode()

    @pytest.mark.parametrize("size", [1, 5])
    def test_queries_do_not_grow(self, editor, django_assert_num_queries, size):
        for number in range(size):
            make_page(DATE, VAGUE, slug=f"p{number}")
        check_everything()
        editor.get(reverse("content_report"))
        with django_assert_num_queries(15):
            editor.get(reverse("content_report"))


class TestNightlyCheck:
    def test_what_changed_without_the_page_is_found(self):
        image = make_image(alt_ja="手", alt_en="Hands")
        page = make_page({"type": "figure", "value": {"image": image.pk, "caption": ""}})
        check_everything()
        assert not PageFinding.objects.filter(page=page).exists()
        image.alt_ja = image.alt_en = ""
        image.save()
        check_everything()
        check_everything()
        assert PageFinding.objects.get(page=page).problem == "no_alt"

    def test_a_page_taken_off_has_none(self):
        page = make_page(VAGUE)
        check_everything()
        page.unpublish()
        check_everything()
        assert not PageFinding.objects.filter(page=page).exists()

    @pytest.mark.parametrize("size", [1, 5])
    def test_queries_do_not_grow(self, django_assert_num_queries, size):
        pages = [make_page(DATE, slug=f"p{number}") for number in range(size)]
        with django_assert_num_queries(7):
            write_findings(pages)

    def test_the_command_tells_how_many(self, capsys):
        make_page(VAGUE)
        call_command("check_content")
        assert "findings" in capsys.readouterr().out
