"""The import at the desk: who may, what is shown, and what is refused."""

import datetime
import io
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

from casestudies.models import CaseStudyPage
from portal.core.imports.models import ImportJob
from portal.core.imports.services import forget_old
from portal.users.models import User
from tests.factories.public_site import japanese_home, section
from tests.factories.schools import MembershipFactory, UserFactory

from .helpers import words
from .importing import LUNCH, case, file_of, hand_in_cases, import_cases

pytestmark = pytest.mark.django_db

LIST = "/cms/imports/cases/"


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor() -> Client:
    section("casestudies")
    return logged_in(UserFactory(username="editor", group="Editor"))


def upload(client: Client, content: bytes, **data: str) -> Any:
    return client.post(f"{LIST}new/", {"file": SimpleUploadedFile("cases.csv", content), **data})


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def main(response: Any) -> str:
    return words(soup(response).select_one("main"))


class TestDoors:
    def addresses(self) -> list[str]:
        job = hand_in_cases(LUNCH)
        pages = [LIST, f"{LIST}new/", f"{LIST}template.xlsx", f"{LIST}{job.pk}/"]
        return [*pages, *(f"{LIST}{job.pk}/{name}" for name in ("apply/", "undo/", "again/", "faults.csv"))]

    def refused(self, client: Client, target: str) -> None:
        section("casestudies")
        for address in self.addresses():
            for answer in (client.get(address), client.post(address)):
                assert (answer.status_code, answer["Location"].split("?")[0]) == (302, target), address
        assert not CaseStudyPage.objects.exists()

    def test_anonymous_visitors_are_led_to_the_login(self, anonymous):
        self.refused(anonymous, "/cms/login/")

    def test_schools_have_no_business_here(self):
        self.refused(logged_in(MembershipFactory().user), "/cms/login/")

    def test_coordinators_without_pages_are_sent_back(self):
        self.refused(logged_in(UserFactory(group="Coordinator")), "/cms/")

    def test_writing_pages_without_publishing_them_is_not_enough(self):
        group = Group.objects.create(name="Writers")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
        GroupPagePermission.objects.create(group=group, page=japanese_home(), permission=add)
        self.refused(logged_in(UserFactory(group="Writers")), "/cms/")

    def test_the_menu_shows_it_to_those_who_may(self, editor):
        assert LIST in editor.get("/cms/").content.decode()
        assert LIST not in logged_in(UserFactory(group="Coordinator")).get("/cms/").content.decode()

    def test_a_job_of_another_kind_is_not_here(self, editor):
        job = hand_in_cases(LUNCH)
        ImportJob.objects.update(kind="other")
        assert editor.get(f"{LIST}{job.pk}/").status_code == 404

    def test_steps_are_posted(self, editor):
        job = hand_in_cases(LUNCH)
        assert editor.get(f"{LIST}{job.pk}/apply/").status_code == 405


class TestHandingIn:
    def test_from_the_file_to_the_undo(self, editor):
        page = editor.get(f"{LIST}new/")
        assert soup(page).select_one("input[type=file][name=file][required]")
        answer = upload(editor, file_of(LUNCH).read())
        job = ImportJob.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"{LIST}{job.pk}/")
        assert job.created_by.username == "editor"
        shown = editor.get(answer["Location"])
        assert LUNCH["title"] in main(shown)
        form = soup(shown).select_one(f"form[action='{LIST}{job.pk}/apply/']")
        assert form.select_one("input[name=csrfmiddlewaretoken]")
        assert not CaseStudyPage.objects.exists()

        assert editor.post(f"{LIST}{job.pk}/apply/")["Location"] == f"{LIST}{job.pk}/"
        assert case().owner.username == "editor"
        done = editor.get(f"{LIST}{job.pk}/")
        assert soup(done).select_one(f"a[href='{LIST}{job.pk}/undo/']")
        assert f"{LIST}{job.pk}/apply/" not in done.content.decode()

        asked = editor.get(f"{LIST}{job.pk}/undo/")
        assert soup(asked).select_one("form button.serious")
        assert CaseStudyPage.objects.exists()
        editor.post(f"{LIST}{job.pk}/undo/")
        assert not CaseStudyPage.objects.exists()
        assert [row.state for row in ImportJob.objects.all()] == ["undone"]

    def test_published_when_the_box_is_ticked(self, editor):
        upload(editor, file_of(LUNCH).read(), publish="on")
        editor.post(f"{LIST}{ImportJob.objects.get().pk}/apply/")
        assert case().live

    @pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b'a,"b'])
    def test_what_cannot_be_read_is_told_beside_the_field(self, editor, content):
        answer = upload(editor, content)
        assert answer.status_code == 422
        assert soup(answer).select_one(".error-message")
        assert not ImportJob.objects.exists()

    def test_nothing_chosen(self, editor):
        answer = editor.post(f"{LIST}new/", {})
        assert answer.status_code == 422
        assert soup(answer).select_one(".error-message")

    def test_without_an_archive_the_page_says_so(self, editor):
        section("casestudies").delete()
        assert not soup(editor.get(f"{LIST}new/")).select_one("input[type=file]")
        assert upload(editor, file_of(LUNCH).read()).status_code == 422

    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        content=st.one_of(
            st.binary(max_size=800), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
        )
    )
    def test_no_file_whatever_breaks_the_page(self, editor, content):
        answer = upload(editor, content)
        assert answer.status_code in (302, 422)
        if answer.status_code == 302:
            assert editor.get(answer["Location"]).status_code == 200


class TestPreview:
    def test_added_changed_unchanged_and_wrong(self, editor):
        import_cases(LUNCH, {**LUNCH, "code": "second"})
        rows = [LUNCH, {**LUNCH, "code": "second", "pupils": "40"}, {**LUNCH, "code": "third"}]
        job = hand_in_cases(*rows, {**LUNCH, "code": "fourth", "pupils": "約30"})
        page = editor.get(f"{LIST}{job.pk}/")
        text = main(page)
        assert all(f"({number})" in text for number in (4, 1))
        [table] = soup(page).select("td table")
        assert [words(cell) for cell in table.select("tbody td")][1:] == ["32", "40"]
        wrong = soup(editor.get(f"{LIST}{job.pk}/?show=wrong"))
        [row] = wrong.select("main .desk-page > table.listing > tbody > tr")
        assert words(row.select_one("td")) == "5"
        assert "pupils" in words(row)
        assert "約30" in words(row)
        for outcome, code in (("added", "third"), ("changed", "second"), ("unchanged", "lunch-2015")):
            [row] = soup(editor.get(f"{LIST}{job.pk}/?show={outcome}")).select(
                "main .desk-page > table.listing > tbody > tr"
            )
            assert code in words(row)
        assert not soup(page).select("form[action$='apply/']")

    def test_nothing_to_do(self, editor):
        import_cases(LUNCH)
        page = editor.get(f"{LIST}{hand_in_cases(LUNCH).pk}/")
        assert not soup(page).select("form[action$='apply/']")

    def test_unknown_filters_and_pages_show_something(self, editor):
        job = hand_in_cases(LUNCH)
        for query in ("show=x", "p=999", "p=x", "show=wrong&p=-1"):
            assert editor.get(f"{LIST}{job.pk}/?{query}").status_code == 200

    def test_contents_are_escaped(self, editor):
        job = hand_in_cases({**LUNCH, "title": "<script>alert(1)</script>", "pupils": "<img src=x>"})
        html = editor.get(f"{LIST}{job.pk}/").content.decode()
        assert "<script>alert(1)" not in html
        assert "<img src=x>" not in html

    def test_faults_as_a_file(self, editor):
        job = hand_in_cases({**LUNCH, "pupils": "=1+1", "countries": "アトランティス"})
        answer = editor.get(f"{LIST}{job.pk}/faults.csv")
        lines = answer.getvalue().decode("utf-8-sig").splitlines()
        assert answer["Content-Type"].startswith("text/csv")
        assert len(lines) == 3
        assert lines[1].startswith("2,pupils,")
        assert "'=1+1" in lines[1]

    def test_the_template_is_a_workbook(self, editor):
        answer = editor.get(f"{LIST}template.xlsx")
        assert load_workbook(io.BytesIO(answer.content)).worksheets[0]["A2"].value == "example"

    def test_both_languages(self, editor):
        job = hand_in_cases({**LUNCH, "pupils": "約30"})
        user = User.objects.get(username="editor")
        assert "整数" in main(editor.get(f"{LIST}{job.pk}/"))
        profile = UserProfile.get_for_user(user)
        profile.preferred_language = "en"
        profile.save()
        assert "whole number" in main(editor.get(f"{LIST}{job.pk}/"))

    @pytest.mark.parametrize("size", [1, 5])
    def test_the_list_and_the_preview_cost_the_same_for_one_and_for_five(self, editor, django_assert_num_queries, size):
        rows = [{**LUNCH, "code": f"c{number}"} for number in range(size)]
        jobs = [hand_in_cases(*rows) for _job in rows]
        editor.get(LIST)
        with django_assert_num_queries(13):
            editor.get(LIST)
        with django_assert_num_queries(14):
            editor.get(f"{LIST}{jobs[0].pk}/")


class TestSteps:
    def test_a_refusal_is_told_on_the_page(self, editor):
        job = hand_in_cases({**LUNCH, "pupils": "x"})
        told = editor.post(f"{LIST}{job.pk}/apply/", follow=True)
        assert soup(told).select_one(".messages .error")
        assert not CaseStudyPage.objects.exists()

    def test_a_preview_that_is_out_of_date_is_shown_anew(self, editor):
        job = hand_in_cases(LUNCH)
        import_cases({**LUNCH, "title": "別の題"})
        told = editor.post(f"{LIST}{job.pk}/apply/", follow=True)
        assert soup(told).select_one("main [role=alert]")
        assert "別の題" in main(told)
        assert case().title == "別の題"

    def test_an_undo_that_cannot_be_names_the_pages(self, editor):
        job = import_cases(LUNCH, {**LUNCH, "code": "second"})
        page = case("second")
        page.title = "編集者の題"
        page.save_revision()
        asked = soup(editor.get(f"{LIST}{job.pk}/undo/"))
        assert [words(item).split(" ")[0] for item in asked.select("main .desk-page > ul > li")] == ["second"]
        assert not asked.select("form[method=post] button.serious")
        told = editor.post(f"{LIST}{job.pk}/undo/", follow=True)
        assert "second" in main(told)
        assert CaseStudyPage.objects.count() == 2

    def test_only_the_last_import_offers_its_undo(self, editor):
        first, second = import_cases(LUNCH), import_cases({**LUNCH, "code": "second"})
        for job, offered in ((first, False), (second, True)):
            page = soup(editor.get(f"{LIST}{job.pk}/"))
            assert bool(page.select(f"a[href='{LIST}{job.pk}/undo/']")) is offered
        assert not soup(editor.get(f"{LIST}{first.pk}/undo/")).select("button.serious")

    def test_work_in_the_background_is_waited_for_without_script(self, editor, monkeypatch):
        monkeypatch.setattr("casestudies.imports.importer.CaseImporter.background_rows", 1)
        answer = upload(editor, file_of(LUNCH).read())
        job = ImportJob.objects.get()
        page = editor.get(answer["Location"])
        assert (job.state, soup(page).select_one("main [role=status] a")["href"]) == ("checking", "")
        assert not soup(page).select("form[action$='again/']")
        ImportJob.objects.update(leased_until=timezone.now() - datetime.timedelta(minutes=1))
        assert soup(editor.get(answer["Location"])).select("form[action$='again/']")
        assert editor.post(f"{LIST}{job.pk}/again/").status_code == 302
        job.refresh_from_db()
        assert not job.is_stuck

    def test_a_forgotten_import_is_still_listed(self, editor):
        job = import_cases(LUNCH)
        forget_old(timezone.now() + datetime.timedelta(days=400))
        assert "cases.csv" in main(editor.get(LIST))
        page = soup(editor.get(f"{LIST}{job.pk}/"))
        assert not page.select(f"a[href='{LIST}{job.pk}/undo/']")
        assert re.search("削除|deleted", words(page.select_one("main")))
