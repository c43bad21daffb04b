"""What the desk does for one school: looking at its pages, giving out all that is stored; and forgetting in time."""

import datetime
import io
import json
import zipfile

import pytest
import time_machine
from axes.models import AccessFailureLog
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from members.schools import looking, services
from members.schools.models import FailureCount, Invitation, LoginRecord, OneTimeCode, Role, School, YearlyRenewal
from members.schools.retention import forget_people
from members.schools.whole_record import record_of
from portal.core.retention import apply_all, rules
from portal.core.step_up import FRESH
from tests.factories.schools import MembershipFactory, UserFactory
from tests.factories.suggestions import RunFactory, SuggestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-20 09:00+09:00", tick=False) as clock:
        yield clock


@pytest.fixture
def looker(membership, clock, coordinator):
    """A coordinator who looks at the school of `membership`."""
    coordinator.post(f"/cms/schools/{membership.school_id}/look/")
    return coordinator


class TestLooking:
    def test_it_asks_first_and_is_on_record(self, coordinator, membership):
        path = f"/cms/schools/{membership.school_id}/look/"
        assert "30分間" in coordinator.get(path).content.decode()
        assert not ModelLogEntry.objects.filter(action="schools.looked_at").exists()
        assert coordinator.post(path)["Location"] == "/members/"
        entry = ModelLogEntry.objects.get(action="schools.looked_at")
        assert (entry.user.username, entry.object_id) == ("coordinator", str(membership.school_id))

    @pytest.mark.parametrize(
        "path", ["/members/", "/members/school/", "/members/people/", "/members/wishes/", "/members/partners/"]
    )
    def test_the_pages_of_the_school_open_and_each_says_so(self, looker, membership, path):
        page = looker.get(path)

        assert page.status_code == 200
        assert f"{membership.school.name} のページを閲覧しています" in page.content.decode()

    def test_a_wish_of_the_school_opens_and_of_another_does_not(self, looker, membership):
        own, other = RunFactory(wish__school=membership.school).wish, RunFactory().wish
        assert looker.get(f"/members/wishes/{own.pk}/").status_code == 200
        assert looker.get(f"/members/wishes/{other.pk}/").status_code == 404

    @pytest.mark.parametrize(
        "path",
        [
            "/members/school/basics/",
            "/members/wishes/new/",
            "/members/people/invite/",
            "/members/account/password/",
            "/members/renewal/",
        ],
    )
    def test_nothing_can_be_sent(self, looker, path):
        response = looker.post(path, {"name": "x"})

        assert response.status_code == 403
        assert "変更されたものはありません" in response.content.decode()

    def test_what_only_writers_see_stays_closed(self, looker):
        assert looker.get("/members/school/basics/").status_code == 403

    def test_it_ends_by_the_button_and_after_half_an_hour(self, looker, membership, clock):
        clock.shift(29 * 60)
        assert looker.get("/members/school/").status_code == 200
        clock.shift(2 * 60)
        assert looker.get("/members/school/").status_code == 403
        looker.post(f"/cms/schools/{membership.school_id}/look/")
        assert looker.post("/members/looking/stop/")["Location"] == "/cms/"
        assert looker.get("/members/school/").status_code == 403

    def test_who_loses_the_permission_sees_nothing_more(self, looker):
        looker.get("/members/").wsgi_request.user.groups.clear()
        assert looker.get("/members/school/").status_code == 403

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_an_editor_and_a_school_may_not(self, editor, member, membership, method):
        path = f"/cms/schools/{membership.school_id}/look/"
        assert getattr(editor, method)(path).status_code == 302
        assert getattr(member, method)(path).status_code == 302
        assert looking.KEY not in editor.session
        assert looking.KEY not in member.session

    def test_a_session_that_was_tampered_with_opens_nothing_to_a_school(self, outsider, membership):
        session = outsider.session
        session[looking.KEY] = [membership.school_id, timezone.now().timestamp()]
        session.save()

        assert outsider.get("/members/school/").context["school"] != membership.school


class TestWholeRecord:
    @pytest.fixture
    def school(self, membership) -> School:
        school = membership.school
        services.issue_credentials([school])
        actor = UserFactory()
        services.invite(school, email="new@example.jp", name="若葉", role=Role.STAFF, actor=actor)
        SuggestionFactory(run=RunFactory(wish__school=school))
        return school

    def test_it_holds_every_kind_of_record_of_this_school_only(self, school, other_membership):
        RunFactory(wish__school=other_membership.school)
        record = record_of(school)

        assert [row["code"] for row in record["school"]] == [school.code]
        assert {row["user.username"] for row in record["people"]} >= {"midori-1"}
        assert "other-1" not in json.dumps(record, default=str)
        assert len(record["wishes"]) == len(record["suggestions"]) == 1
        assert record["invitations"][0]["email"] == "new@example.jp"
        assert any(row["what"] == "schools.letter_issued" for row in record["history"])

    def test_it_holds_nothing_that_opens_a_door(self, school):
        text = json.dumps(record_of(school), default=str)

        for secret in [*OneTimeCode.objects.all(), *Invitation.objects.all()]:
            assert secret.secret not in text
            assert secret.nonce not in text
        assert "md5$" not in text
        assert "session_key" not in text

    def test_the_desk_gets_it_after_a_fresh_proof(self, clock, coordinator, school):
        path = f"/cms/schools/{school.pk}/everything.zip"
        coordinator.get("/cms/")
        clock.shift(FRESH + 1)
        assert coordinator.get(path)["Location"].startswith("/members/account/confirm/")
        assert not ModelLogEntry.objects.filter(action="schools.data_exported").exists()

    def test_the_file_is_a_zip_of_json(self, coordinator, school):
        response = coordinator.get(f"/cms/schools/{school.pk}/everything.zip")
        archive = zipfile.ZipFile(io.BytesIO(response.content))

        assert json.loads(archive.read("school.json"))[0]["name"] == school.name
        assert ModelLogEntry.objects.filter(action="schools.data_exported").count() == 1

    def test_every_export_of_the_desk_asks_for_a_fresh_proof(self, clock, coordinator, school):
        coordinator.get("/cms/")
        assert coordinator.get("/cms/schools/?export=csv")["Content-Type"].startswith("text/csv")
        clock.shift(FRESH + 1)
        for path in ("/cms/schools/", "/cms/memberships/", "/cms/partners/", "/cms/wishes/"):
            answer = coordinator.get(f"{path}?export=xlsx")
            assert answer["Location"].startswith("/members/account/confirm/?next=%2Fcms%2F")


class TestRetention:
    def past(self, days):
        return timezone.now() - datetime.timedelta(days=days)

    def test_what_is_too_old_goes_and_the_rest_stays(self, membership):
        school, user = membership.school, membership.user
        for days in (10, 89, 91, 500):
            LoginRecord.objects.create(user=user, seen_at=self.past(days))
            FailureCount.objects.create(kind="password", name=f"{days}", last_at=self.past(days))
            Invitation.objects.create(school=school, email=f"{days}@example.jp", name="a", expires_at=self.past(days))
            OneTimeCode.objects.create(user=user, purpose="desk", expires_at=self.past(days), used_at=self.past(days))
            failed = AccessFailureLog.objects.create(username=f"{days}")
            AccessFailureLog.objects.filter(pk=failed.pk).update(attempt_time=self.past(days))
        apply_all()

        assert [log.username for log in AccessFailureLog.objects.all()] == ["10"]
        assert LoginRecord.objects.count() == 2
        assert {count.name for count in FailureCount.objects.all()} == {"10"}
        assert Invitation.objects.count() == 2
        assert OneTimeCode.objects.count() == 3

    def test_what_is_still_open_is_never_old(self, membership):
        OneTimeCode.objects.create(user=membership.user, purpose="desk", expires_at=self.past(-1))
        Invitation.objects.create(school=membership.school, email="a@example.jp", name="a", expires_at=self.past(-1))
        apply_all()

        assert OneTimeCode.objects.exists()
        assert Invitation.objects.exists()

    def test_a_note_is_blanked_and_the_renewal_stays(self, membership):
        YearlyRenewal.objects.create(
            school=membership.school, fiscal_year=2022, handover_note="あ", confirmed_at=self.past(3 * 365 + 1)
        )
        apply_all()

        renewal = YearlyRenewal.objects.get()
        assert (renewal.handover_note, renewal.confirmed_at is None) == ("", False)

    def test_people_who_left_long_ago_lose_name_and_address_but_not_their_place_in_the_records(self, membership):
        gone = MembershipFactory(ends_on=self.past(400).date(), user__email="gone@example.jp").user
        lately = MembershipFactory(ends_on=self.past(100).date()).user
        moved = MembershipFactory(ends_on=self.past(400).date()).user
        MembershipFactory(user=moved)
        staff = UserFactory(group="Editor")
        apply_all()

        for user in (gone, lately, moved, staff, membership.user):
            user.refresh_from_db()
        assert (gone.name, gone.email, gone.is_active) == ("", "", False)
        assert all(user.name and user.is_active for user in (lately, moved, staff, membership.user))
        assert forget_people(timezone.now() - datetime.timedelta(days=365), False) == 0, "nothing is done twice"

    def test_a_dry_run_counts_and_changes_nothing(self, membership, capsys):
        LoginRecord.objects.create(user=membership.user, seen_at=self.past(100))
        call_command("apply_retention", "--dry-run")

        assert "schools.logins\t90 days\t1 would go" in capsys.readouterr().out
        assert LoginRecord.objects.count() == 1

    def test_every_rule_stands_in_the_data_map(self):
        text = (__import__("pathlib").Path(__file__).parents[3] / "docs" / "data.md").read_text(encoding="utf-8")

        for rule in rules():
            assert f"`{rule.code}` | {rule.days} |" in text
