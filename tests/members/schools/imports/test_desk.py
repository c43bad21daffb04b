"""The import of schools at the desk: who may, the preview, the headings it asks for."""

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from members.schools.models import School
from portal.core.imports.models import ImportJob, ImportMeaning
from tests.factories.schools import SchoolFactory
from tests.portal.core.imports.builders import csv_bytes

from .builders import MIDORI, file_of, handed_in, mext_file, mext_row

pytestmark = pytest.mark.django_db

LIST = "/cms/imports/schools/"
FOREIGN = [
    ["学校番号", "名称", "学校種別", "自治体", "代表電話", "備考"],
    ["A1", "青空小学校", "小学校", "江東区", "", "何か"],
]


def upload(client: Any, file: io.BytesIO) -> ImportJob:
    answer = client.post(f"{LIST}new/", {"file": SimpleUploadedFile("schools.csv", file.read())})
    assert answer.status_code == 302
    return ImportJob.objects.latest("pk")


def page(client: Any, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


def addresses() -> list[str]:
    job = handed_in(file_of(MIDORI))
    meaning = ImportMeaning.objects.create(kind="schools", heading="x", shown="x", column="name")
    own = [f"{LIST}{job.pk}/{name}" for name in ("", "apply/", "undo/", "again/", "faults.csv", "headings/")]
    return [
        LIST,
        f"{LIST}new/",
        f"{LIST}template.xlsx",
        f"{LIST}headings/",
        f"{LIST}headings/{meaning.pk}/forget/",
        *own,
    ]


class TestDoors:
    def test_others_are_sent_away(self, editor, member, anonymous):
        for address in addresses():
            for client in (editor, member, anonymous):
                for answer in (client.get(address), client.post(address)):
                    assert answer.status_code == 302, address
                    assert answer["Location"].split("?")[0] in ("/cms/", "/cms/login/")
        assert not School.objects.filter(code="T00001").exists()
        assert ImportMeaning.objects.exists()

    def test_the_menu_shows_it_to_coordinators(self, coordinator, editor):
        assert LIST in coordinator.get("/cms/").content.decode()
        assert LIST not in editor.get("/cms/").content.decode()


def test_from_the_file_to_the_undo(coordinator):
    kept = SchoolFactory(code="T2", name="前の名前")
    job = upload(coordinator, file_of(MIDORI, {**MIDORI, "code": "T2", "name": "新しい名前"}))
    preview = page(coordinator, f"{LIST}{job.pk}/").select_one("main").get_text()
    for word in ("江東区立みどり小学校", "前の名前", "新しい名前"):
        assert word in preview
    assert School.objects.count() == 1
    coordinator.post(f"{LIST}{job.pk}/apply/")
    assert School.objects.count() == 2
    coordinator.post(f"{LIST}{job.pk}/undo/")
    assert School.objects.get().name == kept.name


def test_the_ministrys_list_is_named_with_what_was_passed_over(coordinator):
    job = upload(coordinator, mext_file(mext_row(), mext_row(1000002, 設置区分="3(私)")))
    text = page(coordinator, f"{LIST}{job.pk}/").select_one("main").get_text()
    assert "文部科学省の学校コード一覧" in text
    assert "私立の学校1校" in text


class TestHeadings:
    def asked(self, coordinator) -> tuple[ImportJob, dict[str, str]]:
        """The import, and what the form has chosen already, by heading."""
        job = upload(coordinator, io.BytesIO(csv_bytes(FOREIGN)))
        form = page(coordinator, f"{LIST}{job.pk}/").select_one(f"form[action='{LIST}{job.pk}/headings/']")
        chosen = {}
        for select in form.select("select"):
            label = form.select_one(f"label[for='{select['id']}']").get_text(strip=True).rstrip("*")
            option = select.select_one("option[selected]")
            chosen[label] = option["value"] if option else ""
        return job, chosen

    def answers(self, **changes: str) -> dict[str, str]:
        names = ["code", "name", "school_type", "municipality", "phone", "-"]
        return {**{f"heading-{number}": name for number, name in enumerate(names)}, **changes}

    def test_they_are_asked_for_with_proposals(self, coordinator):
        _job, chosen = self.asked(coordinator)
        assert chosen == {
            "学校番号": "code",
            "名称": "name",
            "学校種別": "school_type",
            "自治体": "municipality",
            "代表電話": "phone",
            "備考": "",
        }

    def test_the_answer_is_remembered_shown_and_can_be_forgotten(self, coordinator):
        job, _chosen = self.asked(coordinator)
        answer = coordinator.post(f"{LIST}{job.pk}/headings/", self.answers())
        assert answer["Location"] == f"{LIST}{job.pk}/"
        job.refresh_from_db()
        assert (job.added, job.wrong) == (1, 0)
        assert "見出し「備考」は読み込みません" in page(coordinator, f"{LIST}{job.pk}/").get_text()
        second, chosen = self.asked(coordinator)
        assert (second.added, chosen["備考"]) == (1, "-")

        listed = page(coordinator, f"{LIST}headings/")
        assert listed.select_one("main").get_text().count("coordinator") == 6
        forget = next(form for form in listed.select("main form") if "備考" in form.get_text())
        assert coordinator.post(forget["action"])["Location"] == f"{LIST}headings/"
        assert ImportMeaning.objects.count() == 5
        assert self.asked(coordinator)[0].wrong == 1

    @pytest.mark.parametrize("wrong", [{"heading-5": ""}, {"heading-5": "name"}, {"heading-1": "nothing"}])
    def test_a_wrong_answer_keeps_what_was_chosen(self, coordinator, wrong):
        job, _chosen = self.asked(coordinator)
        answer = coordinator.post(f"{LIST}{job.pk}/headings/", self.answers(**wrong))
        assert answer.status_code == 422
        shown = BeautifulSoup(answer.content, "html.parser")
        assert shown.select_one("select[name=heading-3] option[selected]")["value"] == "municipality"
        assert shown.select_one(".w-field__errors, .error-message")
        assert not ImportMeaning.objects.exists()

    def test_an_answer_that_comes_too_late(self, coordinator):
        job, _chosen = self.asked(coordinator)
        coordinator.post(f"{LIST}{job.pk}/headings/", self.answers())
        coordinator.post(f"{LIST}{job.pk}/apply/")
        answer = coordinator.post(f"{LIST}{job.pk}/headings/", self.answers(), follow=True)
        assert answer.status_code == 200
        assert "もう指定できません" in answer.content.decode()

    def test_the_list_of_headings_costs_the_same_queries_for_one_and_for_five(
        self, coordinator, django_assert_num_queries
    ):
        coordinator.get(f"{LIST}headings/")
        for number in range(5):
            ImportMeaning.objects.create(kind="schools", heading=f"h{number}", shown=f"h{number}", column="name")
            if number in (0, 4):
                with django_assert_num_queries(9):
                    coordinator.get(f"{LIST}headings/")
