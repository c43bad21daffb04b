"""Agreed dates: recording, showing, and what happens when the rules of a zone change."""

import datetime
import zoneinfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.log_actions import registry

from members.calendars import agreed
from members.matching import tzdata_pin
from members.suggestions.models import AgreedDate, RequestStatus
from members.suggestions.services import (
    AgreementError,
    LocalTime,
    agree_date,
    calendar_warnings,
    cancel_date,
    close_request,
    confirm_moved,
    proposals,
    recheck_dates,
)
from members.wishes.lifecycle import Side
from members.wishes.services import change_stage
from portal.core.jobs.schedule import registered_jobs
from portal.core.vocabulary import Stage
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import SchoolPeriodFactory
from tests.factories.suggestions import RequestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_a_fixed_day")]
TODAY = datetime.date(2026, 6, 15)
TUESDAY = datetime.date(2027, 1, 19)
AT_NINE = LocalTime(TUESDAY, datetime.time(9, 0))
ADD = "/cms/agreed_dates/new/"


def accepted(school=None, **partner):
    more = {"wish__school": school} if school else {}
    made = RequestFactory(partner=PartnerFactory(**partner), **more)
    return close_request(made, RequestStatus.ACCEPTED, by=None)


@pytest.fixture
def vancouver(membership):
    """An accepted request of the member's school to a partner in Vancouver."""
    return accepted(membership.school, country="CA", region="CA-BC", timezone="America/Vancouver")


@pytest.fixture
def sydney(membership):
    """The same with a partner near Sydney; both have a lesson on Tuesdays at the same time."""
    SchoolPeriodFactory(school=membership.school, weekday=1, starts=datetime.time(10, 45), ends=datetime.time(11, 30))
    request = accepted(membership.school)
    PartnerPeriodFactory(partner=request.partner, starts=datetime.time(11, 40), ends=datetime.time(12, 40))
    return request


@pytest.fixture
def new_rules(monkeypatch):
    """A new release of the zones in which Vancouver has winter time again."""

    def changed(name):
        return zoneinfo.ZoneInfo("America/Los_Angeles" if name == "America/Vancouver" else name)

    def arrive(version="2027.1"):
        monkeypatch.setattr(agreed, "zone", changed)
        monkeypatch.setattr(tzdata_pin, "installed", lambda: version)

    return arrive


def test_a_date_is_stored_with_both_clocks_and_the_release(vancouver):
    made = agree_date(vancouver, AT_NINE, 45, by=None)
    made.refresh_from_db()
    assert (made.zone, made.other_zone, made.minutes) == ("Asia/Tokyo", "America/Vancouver", 45)
    assert made.starts_at == datetime.datetime(2027, 1, 19, 0, 0, tzinfo=datetime.UTC)
    assert made.there == datetime.datetime(2027, 1, 18, 17, 0)
    assert made.tzdata_version == tzdata_pin.installed()
    assert registry.get_logs_for_instance(made).get().action == "date.agree"


def test_the_partners_clock_may_count(vancouver):
    made = agree_date(vancouver, LocalTime(TUESDAY, datetime.time(17), on_tokyo_clock=False), 45, by=None)
    assert (made.zone, made.other_zone) == ("America/Vancouver", "Asia/Tokyo")
    assert made.here == datetime.datetime(2027, 1, 20, 9)
    assert made.there == datetime.datetime(2027, 1, 19, 17)


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (LocalTime(datetime.date(2026, 6, 15), datetime.time(12, 0)), "past"),
        (LocalTime(datetime.date(2026, 10, 4), datetime.time(2, 30), on_tokyo_clock=False), "no_such_time"),
    ],
)
def test_times_that_cannot_be(sydney, when, reason):
    with pytest.raises(AgreementError) as refused:
        agree_date(sydney, when, 45, by=None)
    assert refused.value.reason == reason


def test_only_accepted_requests_have_dates_and_each_once(vancouver):
    agree_date(vancouver, AT_NINE, 45, by=None)
    with pytest.raises(AgreementError, match="taken"):
        agree_date(vancouver, AT_NINE, 45, by=None)
    with pytest.raises(AgreementError, match="not_accepted"):
        agree_date(RequestFactory(), AT_NINE, 45, by=None)
    with pytest.raises(AgreementError, match="zone_unknown"):
        agree_date(accepted(timezone=""), AT_NINE, 45, by=None)


def test_proposals_and_warnings_come_from_both_calendars(sydney):
    first = proposals(sydney, 45, TODAY)[0]
    assert first.school_local.weekday() == 1
    known = LocalTime(first.school_local.date(), first.school_local.time())
    assert calendar_warnings(sydney, known, 45) == []
    late = LocalTime(known.day, datetime.time(20))
    assert calendar_warnings(sydney, late, 45) == ["school", "partner"]
    holiday = LocalTime(datetime.date(2026, 8, 4), known.time)  # a Tuesday in Tokyo's summer holidays
    assert calendar_warnings(sydney, holiday, 45) == ["school"]


def test_new_rules_that_move_nothing_are_only_noted(sydney, new_rules, django_capture_on_commit_callbacks):
    made = agree_date(sydney, AT_NINE, 45, by=None)
    new_rules()
    with django_capture_on_commit_callbacks(execute=True):
        assert recheck_dates() == []
    made.refresh_from_db()
    assert (made.tzdata_version, made.moved_at) == ("2027.1", None)


@pytest.mark.usefixtures("immediate_letters")
def test_a_time_that_moves_abroad_is_marked_and_told(vancouver, new_rules, django_capture_on_commit_callbacks):
    made = agree_date(vancouver, AT_NINE, 45, by=None)
    new_rules()
    with django_capture_on_commit_callbacks(execute=True):
        assert recheck_dates() == [made]
        assert recheck_dates() == []

    made.refresh_from_db()
    assert made.starts_at == datetime.datetime(2027, 1, 19, 0, 0, tzinfo=datetime.UTC)
    assert made.there == datetime.datetime(2027, 1, 18, 16, 0)
    assert made.moved_from == "Tokyo 2027-01-19 09:00 / America/Vancouver 2027-01-18 17:00"
    (letter,) = mail.outbox
    assert "実施日時の変更" in letter.subject
    assert "変更前: Tokyo 2027-01-19 09:00 / America/Vancouver 2027-01-18 17:00" in letter.body
    assert "変更後: Tokyo 2027-01-19 09:00 / America/Vancouver 2027-01-18 16:00" in letter.body
    assert reverse("agreed_dates:edit", args=[made.pk]) in letter.body
    data = registry.get_logs_for_instance(made).get(action="date.move").data
    assert data["tzdata"] == ["2026.6", "2027.1"]


def test_the_instant_moves_where_the_partners_clock_counts(vancouver, new_rules):
    made = agree_date(vancouver, LocalTime(TUESDAY, datetime.time(17), on_tokyo_clock=False), 45, by=None)
    new_rules()
    recheck_dates()
    made.refresh_from_db()
    assert made.starts_at == datetime.datetime(2027, 1, 20, 1, tzinfo=datetime.UTC)
    assert (made.here.hour, made.there.hour) == (10, 17)


def test_past_and_cancelled_dates_stay_as_they_are(vancouver, new_rules):
    past, cancelled = (agree_date(vancouver, LocalTime(TUESDAY, datetime.time(hour)), 45, by=None) for hour in (9, 10))
    cancel_date(cancelled, by=None)
    new_rules()
    assert recheck_dates(datetime.datetime(2027, 1, 19, 0, 30, tzinfo=datetime.UTC)) == []
    past.refresh_from_db()
    assert past.tzdata_version == "2026.6"


def test_the_command_says_what_moved(vancouver, new_rules, capsys):
    agree_date(vancouver, AT_NINE, 45, by=None)
    new_rules()
    call_command("recheck_dates")
    out = capsys.readouterr().out.splitlines()
    assert "2027-01-18 17:00 -> 2027-01-18 16:00" in out[0]
    assert out[1] == "tzdata 2027.1: 1 agreed dates moved"


def test_the_worker_checks_too():
    assert {job.name: job.run for job in registered_jobs()}["recheck_dates"] is recheck_dates


@pytest.mark.parametrize(("prefix", "here", "there"), [("", "9:00〜9:45", "前日"), ("/en", "9:00–9:45", "day before")])
def test_the_school_sees_both_clocks(reader, vancouver, prefix, here, there):
    agree_date(vancouver, AT_NINE, 45, by=None)
    wish = vancouver.wish_id
    for path in ("/members/", f"/members/wishes/{wish}/", f"/members/wishes/{wish}/matches/"):
        text = reader.get(f"{prefix}{path}").content.decode()
        assert here in text, path
        assert there in text, path


def test_another_school_sees_nothing_of_it(outsider, vancouver):
    made = agree_date(vancouver, AT_NINE, 45, by=None)
    assert made.words[0] not in outsider.get("/members/").content.decode()


@pytest.mark.parametrize("end", ["cancelled", "withdrawn", "given up"])
def test_what_is_off_is_no_longer_shown(member, vancouver, end):
    made = agree_date(vancouver, AT_NINE, 45, by=None)
    assert made.words[0] in member.get("/members/").content.decode()
    if end == "cancelled":
        cancel_date(made, by=None)
    elif end == "withdrawn":
        close_request(vancouver, RequestStatus.WITHDRAWN, by=None)
    else:
        change_stage(vancouver.wish, Stage.CANCELLED, actor=None, side=Side.SCHOOL, reason="no_time")
    assert made.words[0] not in member.get("/members/").content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_the_first_page_asks_the_same_queries(member, vancouver, count, django_assert_num_queries):
    for hour in range(count):
        agree_date(vancouver, LocalTime(TUESDAY, datetime.time(9 + hour)), 45, by=None)
    member.get("/members/")
    with django_assert_num_queries(15):
        member.get("/members/")


def test_the_desk_records_a_proposal(coordinator, sydney):
    page = coordinator.get(ADD, {"request": sydney.pk})
    start = page.context["form"].fields["proposal"].choices[1][0]
    data = {"request": sydney.pk, "proposal": start, "clock": "tokyo", "minutes": "45"}
    assert coordinator.post(ADD, data).status_code == 302
    made = AgreedDate.objects.get()
    assert f"{made.here:%Y-%m-%dT%H:%M}" == start
    assert made.recorded_by.username == "coordinator"
    assert made.words[0] in coordinator.get("/cms/agreed_dates/").content.decode()
    assert coordinator.get(f"/cms/agreed_dates/inspect/{made.pk}/").status_code == 200


def test_the_desk_is_warned_and_may_record_it_anyway(coordinator, sydney):
    data = {
        "request": sydney.pk,
        "proposal": "",
        "day": "2026-12-05",
        "time": "20:00",
        "clock": "tokyo",
        "minutes": "45",
    }
    refused = coordinator.post(ADD, data)
    assert len(refused.context["form"].errors["anyway"]) == 2
    assert not AgreedDate.objects.exists()
    assert coordinator.post(ADD, {**data, "anyway": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": ""}, "day"),
        ({"request": ""}, "request"),
        ({"request": "999999999999999999999999"}, "request"),
        ({"day": "2020-01-01"}, "day"),
        ({"minutes": "4"}, "minutes"),
        ({"minutes": "481"}, "minutes"),
        ({"proposal": "2026-12-05T10:00"}, "proposal"),
        ({"clock": "moon"}, "clock"),
        ({"day": "2026-10-04", "time": "02:30", "clock": "partner"}, "time"),
    ],
)
def test_what_is_wrong_at_the_desk_stands_beside_its_field(coordinator, sydney, changes, field):
    data = {"request": sydney.pk, "proposal": "", "day": "2026-12-05", "time": "20:00", "clock": "tokyo"}
    response = coordinator.post(ADD, {**data, "minutes": "45", "anyway": "on", **changes})
    assert set(response.context["form"].errors) == {field}
    assert not AgreedDate.objects.exists()


def test_the_desk_confirms_a_move_and_cancels(coordinator, vancouver, new_rules):
    made = agree_date(vancouver, AT_NINE, 45, by=None)
    new_rules()
    recheck_dates()
    edit = f"/cms/agreed_dates/edit/{made.pk}/"
    assert "Tokyo 2027-01-19 09:00" in coordinator.get(edit).content.decode()
    assert "両校への連絡が必要" in coordinator.get("/cms/agreed_dates/?moved=true").content.decode()
    assert "時差の変更でずれた実施日時</a>: <strong>1</strong>" in coordinator.get("/cms/").content.decode()

    coordinator.post(edit, {"step": "confirm"})
    made.refresh_from_db()
    assert made.moved_at is None
    coordinator.get("/cms/agreed_dates/")  # takes the message of the last page
    assert made.words[0] not in coordinator.get("/cms/agreed_dates/?moved=true").content.decode()

    coordinator.post(edit, {"step": "cancel"})
    made.refresh_from_db()
    assert made.cancelled_at is not None
    actions = [entry.action for entry in registry.get_logs_for_instance(made).order_by("pk")]
    assert actions == ["date.agree", "date.move", "date.confirm", "date.cancel"]
    assert confirm_moved(cancel_date(made, by=None), by=None).moved_at is None
    assert registry.get_logs_for_instance(made).count() == 4


def test_editors_of_pages_have_no_door_to_it(editor, vancouver):
    made = agree_date(vancouver, AT_NINE, 45, by=None)
    for path in ("/cms/agreed_dates/", ADD, f"/cms/agreed_dates/edit/{made.pk}/"):
        assert editor.get(path).status_code in {302, 403}
