"""The import of partner schools at the desk: who may, the preview with its doubts, how far the search has come."""

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import gettext

from members.partners.models import PartnerSchool
from portal.core.imports.models import ImportJob, ImportMeaning
from tests.factories.partners import PartnerFactory
from tests.portal.core.imports.builders import csv_bytes

from .builders import WATTLE, file_of, handed_in

pytestmark = pytest.mark.django_db

LIST = "/cms/imports/partners/"


def upload(client: Any, file: io.BytesIO) -> ImportJob:
    answer = client.post(f"{LIST}new/", {"file": SimpleUploadedFile("partners.csv", file.read())})
    assert answer.status_code == 302
    return ImportJob.objects.latest("pk")


def text_of(client: Any, address: str) -> str:
    return BeautifulSoup(client.get(address).content, "html.parser").select_one("main").get_text(" ", strip=True)


class TestDoors:
    def test_others_are_sent_away(self, editor, member, anonymous):
        job = handed_in(file_of(WATTLE))
        meaning = ImportMeaning.objects.create(kind="partners", heading="x", shown="x", column="name")
        own = [f"{LIST}{job.pk}/{name}" for name in ("", "apply/", "undo/", "again/", "faults.csv", "headings/")]
        pages = [LIST, *(f"{LIST}{name}" for name in ("new/", "template.xlsx", "headings/"))]
        for address in [*pages, *own, f"{LIST}headings/{meaning.pk}/forget/"]:
            for client in (editor, member, anonymous):
                for answer in (client.get(address), client.post(address)):
                    assert answer.status_code == 302, address
                    assert answer["Location"].split("?")[0] in ("/cms/", "/cms/login/")
        assert not PartnerSchool.objects.exists()
        assert ImportMeaning.objects.exists()

    def test_the_menu_shows_it_to_coordinators(self, coordinator, editor):
        assert LIST in coordinator.get("/cms/").content.decode()
        assert LIST not in editor.get("/cms/").content.decode()


def test_from_the_file_to_the_undo(coordinator):
    PartnerFactory(code="B", name="前の名前", name_en="", country="NZ", region="", website="")
    job = upload(coordinator, file_of(WATTLE, {**WATTLE, "code": "B", "name": "新しい名前", "periods": "金 9:00-9:45"}))
    preview = text_of(coordinator, f"{LIST}{job.pk}/")
    for word in ("ワトルベイ小学校", "前の名前", "新しい名前", "金曜日 09:00–09:45", "要確認 (1)"):
        assert word in preview
    shown = coordinator.get(f"{LIST}{job.pk}/?show=doubtful").context["rows"]
    assert [row.key for row in shown] == ["B"]
    assert PartnerSchool.objects.count() == 1
    coordinator.post(f"{LIST}{job.pk}/apply/")
    assert PartnerSchool.objects.count() == 2
    assert "全2件のうち2件" in text_of(coordinator, f"{LIST}{job.pk}/")
    coordinator.post(f"{LIST}{job.pk}/undo/")
    assert PartnerSchool.objects.get().name == "前の名前"


def test_an_import_that_is_being_indexed_says_so(coordinator):
    job = handed_in(file_of(WATTLE))
    ImportJob.objects.update(state="applied", applied_at=timezone.now(), to_index=1000, indexed=400)
    text = text_of(coordinator, f"{LIST}{job.pk}/")
    assert "全1000件のうち400件" in text
    assert "残りは自動的に" in text


def test_what_the_worker_could_not_read_is_told_and_nothing_else(coordinator):
    job = handed_in(file_of(WATTLE))
    job.rows.all().delete()
    ImportJob.objects.update(added=0, message={"ja": "3行目を読み取れません", "en": "Row 3 cannot be read"})
    text = text_of(coordinator, f"{LIST}{job.pk}/")
    assert "3行目を読み取れません" in text
    assert coordinator.get(f"{LIST}{job.pk}/").context["job"].total == 0
    assert gettext("There is nothing to do: everything in the file is there already.") not in text


def test_foreign_headings_are_proposed_in_both_languages(coordinator):
    head = ["学校ID", "school name", "国名", "タイムゾーン", "HP", "担当者名", "E-mail", "時間割", "備考"]
    job = upload(coordinator, io.BytesIO(csv_bytes([head, ["A", "校", "AU", "", "", "", "", "", ""]])))
    form = BeautifulSoup(coordinator.get(f"{LIST}{job.pk}/").content, "html.parser").select_one(
        f"form[action='{LIST}{job.pk}/headings/']"
    )
    chosen = [option["value"] for select in form.select("select") for option in select.select("option[selected]")]
    assert {"code", "name", "country", "website", "contact_name", "contact_email", "periods", "notes"} <= {*chosen}


def test_the_preview_costs_the_same_queries_for_one_row_and_for_five(coordinator, django_assert_num_queries):
    jobs = [
        handed_in(file_of(*[{**WATTLE, "code": f"N{first}{each}"} for each in range(number)]))
        for first, number in ((0, 1), (1, 5))
    ]
    coordinator.get(f"{LIST}{jobs[0].pk}/")
    for job in jobs:
        with django_assert_num_queries(11):
            coordinator.get(f"{LIST}{job.pk}/")
