"""ID letters: issued in bulk, printed, issued anew, withdrawn; at the desk and by command."""

import csv
import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from members.schools import services
from members.schools.desk.scopes import Scope, schools_of
from members.schools.letters import address_lines, letters_of, volume_html
from members.schools.models import LetterBatch, Membership, OneTimeCode, Role
from portal.core.printing.kinds import NothingToPrintError
from portal.users.models import User
from tests.factories.schools import SchoolFactory, UserFactory
from tests.pdf import needs_pdf

from .conftest import account_of

pytestmark = pytest.mark.django_db
NEW = "/cms/letters/new/"


def codes_of(batch):
    return {code.user.username: code.secret for code in OneTimeCode.objects.filter(batch=batch).select_related("user")}


class TestIssuing:
    def test_each_school_gets_one_managers_account_with_an_id_that_tells_nothing(self):
        schools = SchoolFactory.create_batch(3)
        batch = services.issue_credentials(schools)

        assert batch.letters == 3
        accounts = Membership.objects.filter(is_school_account=True)
        assert {(account.school_id, account.role) for account in accounts} == {
            (school.pk, Role.MANAGER) for school in schools
        }
        ids = {account.user.username for account in accounts}
        assert len(ids) == 3
        assert all(one.startswith("tic") and len(one) == 9 for one in ids)
        assert not any(account.user.has_usable_password() for account in accounts)

    def test_a_second_letter_withdraws_the_first_and_keeps_the_id(self):
        school = SchoolFactory()
        first = codes_of(services.issue_credentials([school]))
        second = codes_of(services.issue_credentials([school]))

        assert first.keys() == second.keys()
        username = next(iter(first))
        assert services.find_code(username, first[username]) is None
        assert services.find_code(username, second[username])

    def test_a_school_in_use_keeps_its_password_until_the_new_code_is_used(self, letter):
        user = services.spend_code(letter.pk, "quiet-harbour-lantern")
        services.issue_credentials([user.memberships.get().school])
        user.refresh_from_db()

        assert user.check_password("quiet-harbour-lantern")

    def test_each_letter_stands_in_the_schools_history(self, letter):
        actor = UserFactory()
        school = SchoolFactory()
        services.issue_credentials([school], actor=actor)

        entry = ModelLogEntry.objects.get(action="schools.letter_issued", object_id=str(school.pk))
        assert entry.user == actor

    @pytest.mark.parametrize("days", [0, -1, 181])
    def test_a_code_is_valid_for_a_bounded_time(self, days):
        with pytest.raises(ValidationError):
            services.issue_credentials([SchoolFactory()], days=days)

    def test_no_letter_without_a_school(self):
        with pytest.raises(ValidationError):
            services.issue_credentials([])
        assert not LetterBatch.objects.exists()

    def test_the_number_of_queries_for_accounts_and_codes_does_not_grow(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(40):
            services.issue_credentials(SchoolFactory.create_batch(2))


class TestScopes:
    @pytest.fixture
    def schools(self):
        return {name: SchoolFactory(name=name) for name in ("none", "waiting", "expired", "active")}

    def test_who_is_meant(self, schools):
        services.issue_credentials([schools["waiting"]])
        expired = services.issue_credentials([schools["expired"]])
        past = expired.created_at - datetime.timedelta(days=1)
        OneTimeCode.objects.filter(batch=expired).update(expires_at=past)
        active = services.issue_credentials([schools["active"]])
        services.spend_code(OneTimeCode.objects.get(batch=active).pk, "quiet-harbour-lantern")

        def names(scope, codes=None):
            return {school.name for school in schools_of(scope, codes)}

        assert names(Scope.NEW) == {"none"}
        assert names(Scope.EXPIRED) == {"expired"}
        assert names(Scope.INACTIVE) == {"none", "waiting", "expired"}
        assert names(Scope.NAMED, [schools["active"].code]) == {"active"}
        assert names(Scope.NAMED) == set()


class TestOnPaper:
    def test_the_address_names_prefecture_and_municipality_once(self):
        school = SchoolFactory.build(municipality="13108", address="見本一丁目2番3号", name="江東区立みどり小学校")
        assert address_lines(school) == ("東京都江東区見本一丁目2番3号", "江東区立みどり小学校")
        school.address = "江東区見本1-2"
        assert address_lines(school)[0] == "東京都江東区見本1-2"
        school.address = "東京都江東区見本1-2"
        assert address_lines(school)[0] == "東京都江東区見本1-2"

    def test_a_letter_has_id_and_code_but_no_password(self, letter):
        html = volume_html(f"{letter.batch_id}:1")

        assert letter.user.username in html
        assert letter.secret.upper() in html
        assert "江東区立みどり小学校" in html
        assert "<svg" in html
        assert html.startswith('<!doctype html>\n<html lang="ja">')

    def test_the_code_stands_behind_the_fragment_so_that_no_server_logs_it(self, letter, monkeypatch):
        addresses = []
        monkeypatch.setattr("members.schools.letters.qr_code", lambda address, title: addresses.append(address) or "")
        letters_of(letter.batch)

        path, _hash, fragment = addresses[0].partition("#")
        assert path.endswith("/members/code/")
        assert fragment == f"{letter.user.username}/{letter.secret}"

    def test_used_letters_are_not_printed(self, letter):
        services.spend_code(letter.pk, "quiet-harbour-lantern")

        assert letters_of(letter.batch) == []
        with pytest.raises(NothingToPrintError):
            volume_html(f"{letter.batch_id}:1")

    @needs_pdf
    def test_the_pdf_has_one_page_a_school(self, coordinator, tmp_path):
        batch = services.issue_credentials(SchoolFactory.create_batch(3))
        response = coordinator.get(f"/cms/letters/{batch.pk}/1.pdf")

        assert response["Content-Type"] == "application/pdf"
        path = tmp_path / "letters.pdf"
        path.write_bytes(response.content)
        pages = [page.extract_text() for page in PdfReader(path).pages]
        assert len(pages) == 3
        for username, code in codes_of(batch).items():
            assert sum(username in page and code.upper() in page for page in pages) == 1

    def test_volumes_divide_a_batch_and_a_letter_stays_in_its_volume(self, monkeypatch):
        monkeypatch.setattr("members.schools.letters.LETTERS_IN_VOLUME", 2)
        batch = services.issue_credentials(SchoolFactory.create_batch(5))
        volumes = [[letter.username for letter in letters_of(batch, number)] for number in (1, 2, 3)]
        assert [len(volume) for volume in volumes] == [2, 2, 1]

        used = User.objects.get(username=volumes[0][0])
        services.spend_code(used.one_time_codes.get().pk, "quiet-harbour-lantern")
        assert [letter.username for letter in letters_of(batch, 2)] == volumes[1]


class TestAtTheDesk:
    def test_counts_first_then_issues(self, coordinator):
        schools = SchoolFactory.create_batch(2, municipality="13101")
        SchoolFactory(municipality="13102")
        data = {"scope": "new", "municipality": ["13101"], "days": "60", "remark": "春の発行"}

        counted = coordinator.post(NEW, data)
        assert counted.context["number"] == 2
        assert not LetterBatch.objects.exists()
        issued = coordinator.post(NEW, {**data, "issue": "1"}, follow=True)
        batch = LetterBatch.objects.get()
        assert (batch.letters, batch.remark, batch.issued_by.username) == (2, "春の発行", "coordinator")
        page = issued.content.decode()
        assert all(school.name in page for school in schools)
        assert account_of(schools[0]).username in page
        assert "春の発行" in coordinator.get("/cms/letters/").content.decode()

    def test_a_double_click_issues_for_nobody_twice(self, coordinator):
        SchoolFactory()
        data = {"scope": "new", "days": "60", "issue": "1"}
        coordinator.post(NEW, data)
        second = coordinator.post(NEW, data)

        assert second.context["number"] == 0
        assert LetterBatch.objects.count() == 1

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"scope": "named", "codes": ""}, "codes"),
            ({"scope": "named", "codes": "no-such-code"}, "codes"),
            ({"days": "0"}, "days"),
            ({"days": "x"}, "days"),
            ({"scope": "everybody"}, "scope"),
            ({"municipality": ["99999"]}, "municipality"),
        ],
    )
    def test_wrong_input_is_told_beside_the_field(self, coordinator, change, field):
        response = coordinator.post(NEW, {"scope": "new", "days": "60", "issue": "1", **change})

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {field}

    def test_withdrawing_asks_first(self, coordinator, letter):
        path = f"/cms/letters/{letter.batch_id}/withdraw/"
        assert coordinator.get(path).status_code == 200
        letter.refresh_from_db()
        assert letter.is_open()
        coordinator.post(path)
        letter.refresh_from_db()
        assert letter.state == "withdrawn"
        assert services.find_code(letter.user.username, letter.secret) is None

    def test_the_printed_page_is_japanese_and_kept_by_no_browser(self, coordinator, letter):
        coordinator.get("/cms/", headers={"accept-language": "en"})
        response = coordinator.get(f"/cms/letters/{letter.batch_id}/print/1/", headers={"accept-language": "en"})

        assert "ログインIDのお知らせ" in response.content.decode()
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.parametrize("rest", ["print/2/", "2.pdf", "print/0/"])
    def test_there_is_no_such_volume(self, coordinator, letter, rest):
        assert coordinator.get(f"/cms/letters/{letter.batch_id}/{rest}").status_code == 404

    def test_the_list_asks_the_same_queries_for_1_and_5_rows(self, coordinator, django_assert_num_queries):
        services.issue_credentials([SchoolFactory()])
        coordinator.get("/cms/letters/")
        with django_assert_num_queries(10):
            coordinator.get("/cms/letters/")
        for _number in range(4):
            services.issue_credentials([SchoolFactory()])
        with django_assert_num_queries(10):
            coordinator.get("/cms/letters/")

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_the_list_of_a_batch_is_a_file_without_codes(self, coordinator, kind):
        batch = services.issue_credentials([SchoolFactory(name="=1+1"), *SchoolFactory.create_batch(2)])
        content = b"".join(coordinator.get(f"/cms/letters/{batch.pk}/?export={kind}").streaming_content)
        if kind == "xlsx":
            rows = [[str(cell or "") for cell in row] for row in load_workbook(io.BytesIO(content)).active.values]
        else:
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))

        assert rows[0][:4] == ["学校コード", "担当する学校", "ログインID", "状態"]
        assert {row[2] for row in rows[1:]} == set(codes_of(batch))
        assert "'=1+1" in {row[1] for row in rows[1:]}
        assert not any(code in str(rows).lower() for code in codes_of(batch).values())

    def test_the_file_needs_a_fresh_proof(self, coordinator, letter):
        session = coordinator.session
        session["confirmed_at"] = 0
        session.save()
        answer = coordinator.get(f"/cms/letters/{letter.batch_id}/?export=csv")
        assert answer["Location"].startswith("/members/account/confirm/")

    def test_a_code_by_telephone_is_shown_to_who_made_it(self, coordinator, membership):
        colleague = Client()
        colleague.force_login(UserFactory(group="Coordinator"), backend="django.contrib.auth.backends.ModelBackend")
        made = coordinator.post(f"/cms/memberships/{membership.pk}/code/")
        code = membership.user.one_time_codes.get()

        assert code.secret in coordinator.get(made["Location"]).content.decode()
        assert colleague.get(made["Location"]).status_code == 404, "another person of the desk"
        services.spend_code(code.pk, "quiet-harbour-lantern")
        assert coordinator.get(made["Location"]).status_code == 404


class TestByCommand:
    def test_it_writes_the_letters_for_schools_without_an_id(self, tmp_path, capsys, monkeypatch):
        monkeypatch.setattr("portal.core.printing.availability.is_available", lambda: False)
        SchoolFactory.create_batch(2)
        call_command("issue_credentials", output=tmp_path)

        files = list(tmp_path.iterdir())
        assert len(files) == 1
        assert oct(files[0].stat().st_mode)[-3:] == "600"
        text = files[0].read_text()
        assert all(code.upper() in text for code in codes_of(LetterBatch.objects.get()).values())
        assert "2 letters" in capsys.readouterr().out

    def test_a_dry_run_issues_nothing(self, capsys):
        SchoolFactory.create_batch(2)
        call_command("issue_credentials", "--dry-run")

        assert capsys.readouterr().out == "2 schools\n"
        assert not LetterBatch.objects.exists()

    def test_unknown_codes_and_folders_are_named(self, tmp_path):
        school = SchoolFactory()
        with pytest.raises(CommandError, match="nowhere-1"):
            call_command("issue_credentials", school=["nowhere-1"])
        with pytest.raises(CommandError, match="no folder"):
            call_command("issue_credentials", school=[school.code], output=tmp_path / "gone")
        assert not LetterBatch.objects.exists()
