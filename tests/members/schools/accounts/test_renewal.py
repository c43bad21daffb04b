"""年度更新: what a manager does in April, and what happens to schools that do not."""

import datetime

import pytest
import time_machine
from django.test import Client
from wagtail.models import ModelLogEntry

from members.schools import services
from members.schools.checks import renewal_closes_on_a_day
from members.schools.models import Invitation, Membership, Role, YearlyRenewal
from members.schools.renewal_days import closes_on, is_due, is_lapsed
from members.schools.services.renewing import reminder_days
from tests.factories.schools import MembershipFactory

pytestmark = pytest.mark.django_db
APRIL, JUNE = "2027-04-05 10:00+09:00", "2027-06-01 10:00+09:00"


def form_for(*people, **more):
    decisions = {f"person-{membership.pk}": membership.role for membership in people}
    return {**decisions, "handover_note": "", "is_checked": "on", **more}


def at(moment, membership):
    """A client that logs in at that moment: an older session would have ended."""
    client = Client()
    client.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


class TestDays:
    def test_it_closes_on_the_day_of_the_settings(self, settings):
        assert closes_on(2027) == datetime.date(2027, 6, 1)
        settings.RENEWAL_CLOSES = "01-15"
        assert closes_on(2027) == datetime.date(2028, 1, 15)

    @pytest.mark.parametrize(
        ("renewed_for", "day", "due", "lapsed"),
        [
            (None, "2027-07-01", False, False),
            (2026, "2027-03-31", False, False),
            (2026, "2027-04-01", True, False),
            (2026, "2027-05-31", True, False),
            (2026, "2027-06-01", True, True),
            (2027, "2027-06-01", False, False),
            (2025, "2027-04-01", True, True),
        ],
    )
    def test_due_and_lapsed(self, renewed_for, day, due, lapsed):
        today = datetime.date.fromisoformat(day)
        assert (is_due(renewed_for, today), is_lapsed(renewed_for, today)) == (due, lapsed)


class TestTheForm:
    def test_people_stay_change_leave_and_join(self, membership, manager_membership, letters):
        leaving = MembershipFactory(school=membership.school, user__username="leaving-1")
        data = form_for(
            membership,
            leaving,
            **{
                f"person-{membership.pk}": "reader",
                f"person-{leaving.pk}": "end",
                "name-0": "若葉",
                "email-0": "wakaba@example.jp",
                "role-0": "manager",
                "handover_note": "台湾の学校とは毎年6月に打合せをします。",
            },
        )
        with time_machine.travel(APRIL):
            manager = at(APRIL, manager_membership)
            assert "令和9年度" in manager.get("/members/renewal/").content.decode()
            mails = letters(lambda: manager.post("/members/renewal/", data))
            current = Membership.objects.current().filter(school=membership.school)
            assert {(one.user.username, one.role) for one in current} == {
                ("midori-0", Role.MANAGER),
                ("midori-1", Role.READER),
            }
        membership.school.refresh_from_db()
        assert membership.school.renewed_for == 2027
        assert Invitation.objects.get().role == Role.MANAGER
        assert "wakaba@example.jp" in {mail.to[0] for mail in mails}
        renewal = YearlyRenewal.objects.get()
        assert (renewal.fiscal_year, renewal.confirmed_by) == (2027, manager_membership.user)
        assert ModelLogEntry.objects.filter(action="schools.renewed").count() == 1

    def test_the_note_of_last_year_is_shown_in_april(self, membership, manager_membership):
        note = "台湾の学校とは毎年6月に打合せをします。"
        YearlyRenewal.objects.create(school=membership.school, fiscal_year=2026, handover_note=note)
        with time_machine.travel(APRIL):
            assert note in at(APRIL, manager_membership).get("/members/renewal/").content.decode()

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"is_checked": ""}, "is_checked"),
            ({"name-0": "若葉"}, "email-0"),
            ({"email-1": "wakaba@example.jp"}, "name-1"),
            ({"name-0": "a", "email-0": "A@example.jp", "name-1": "b", "email-1": "a@example.jp"}, "email-1"),
            ({"email-2": "x", "name-2": "y"}, "email-2"),
            ({"handover_note": "あ" * 2001}, "handover_note"),
        ],
    )
    def test_wrong_input_changes_nothing_and_is_kept(self, membership, manager, change, field):
        response = manager.post("/members/renewal/", form_for(membership, **change))

        assert response.status_code == 422
        assert set(response.context["form"].errors) == {field}
        assert not YearlyRenewal.objects.filter(confirmed_at__isnull=False).exists()
        assert not Invitation.objects.exists()

    def test_a_role_nobody_has_is_refused(self, membership, manager):
        response = manager.post("/members/renewal/", form_for(membership, **{f"person-{membership.pk}": "king"}))
        assert response.status_code == 422

    def test_sending_it_twice_invites_once(self, membership, manager):
        data = form_for(membership, **{"name-0": "若葉", "email-0": "wakaba@example.jp", "role-0": "staff"})
        manager.post("/members/renewal/", data)
        manager.post("/members/renewal/", data)

        assert Invitation.objects.open().count() == 1
        assert YearlyRenewal.objects.count() == 1

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_only_managers_renew(self, member, reader, outsider, method):
        for client in (member, reader, outsider):
            assert getattr(client, method)("/members/renewal/").status_code == 403

    def test_a_manager_decides_about_own_people_only(self, membership, manager, other_membership):
        manager.post("/members/renewal/", form_for(membership, **{f"person-{other_membership.pk}": "end"}))
        assert Membership.objects.current().filter(pk=other_membership.pk).exists()


class TestWhoDoesNotRenew:
    def test_reads_only_from_june_on(self, membership, manager_membership):
        with time_machine.travel(JUNE):
            member, manager = at(JUNE, membership), at(JUNE, manager_membership)
            assert member.get("/members/school/").status_code == 200
            refused = member.get("/members/school/basics/")
            assert refused.status_code == 403
            assert "閲覧のみ" in refused.content.decode()
            assert manager.post("/members/people/invite/", {"name": "a"}).status_code == 403
            manager.post("/members/renewal/", form_for(membership))
            assert member.get("/members/school/basics/").status_code == 200

    def test_is_told_on_the_first_page(self, manager_membership):
        with time_machine.travel(APRIL):
            assert "令和9年度のアカウント更新" in at(APRIL, manager_membership).get("/members/").content.decode()
        with time_machine.travel(JUNE):
            assert "閲覧のみ" in at(JUNE, manager_membership).get("/members/").content.decode()

    def test_is_reminded_on_four_days_and_once_each(self, membership, manager_membership, letters):
        membership.school.email = "school@example.jp"
        membership.school.save()
        assert [day.isoformat() for day in reminder_days(2027)] == [
            "2027-04-01",
            "2027-05-18",
            "2027-05-29",
            "2027-06-01",
        ]
        days = [datetime.date(2027, 3, 25) + datetime.timedelta(days=number) for number in range(120)]
        written = {}
        for day in days:
            mails = letters(lambda day=day: services.remind_renewals(day))
            if mails:
                written[day] = mails
        assert sorted(written) == reminder_days(2027)
        last = written[datetime.date(2027, 6, 1)]
        assert [mail.to for mail in last] == [["school@example.jp"]]
        assert "閲覧のみとなっています" in last[0].body

    def test_a_worker_that_slept_writes_once(self, membership, manager_membership, letters):
        membership.school.email = "school@example.jp"
        membership.school.save()
        day = datetime.date(2027, 6, 10)

        assert len(letters(lambda: services.remind_renewals(day))) == 1
        assert letters(lambda: services.remind_renewals(day)) == []

    def test_who_has_renewed_is_left_alone(self, membership, manager_membership, letters):
        membership.school.renewed_for = 2027
        membership.school.save()

        assert letters(lambda: services.remind_renewals(datetime.date(2027, 5, 20))) == []

    def test_a_school_that_never_logged_in_has_nothing_to_renew(self, letter, letters):
        assert letters(lambda: services.remind_renewals(datetime.date(2027, 5, 20))) == []


@pytest.mark.parametrize(
    ("value", "faults"), [("06-01", 0), ("12-31", 0), ("02-29", 1), ("13-01", 1), ("June", 1), ("", 1)]
)
def test_a_day_that_no_year_has_stops_the_start(settings, value, faults):
    settings.RENEWAL_CLOSES = value
    assert len(renewal_closes_on_a_day(None)) == faults
