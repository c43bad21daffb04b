import datetime
import io

import pytest
import time_machine
from django.core.management import CommandError, call_command

from members.schools.models import SchoolDay
from members.suggestions import services
from members.suggestions.models import DeclinedPartner, DeclineReason, MatchRun, RequestStatus
from members.suggestions.services import refreshing
from portal.core.vocabulary import Stage
from tests.factories.partners import PartnerFactory, PartnerPeriodFactory
from tests.factories.schools import UserFactory
from tests.factories.suggestions import RequestFactory
from tests.factories.wishes import LiveWishFactory, WishFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 9, 15)


def fresh(**values):
    return PartnerFactory(**{"confirmed_on": datetime.date(2026, 6, 1), **values})


def suggested(run):
    return [(one.partner.code, one.rank, one.fit, one.score, one.parts, one.slots) for one in run.suggestions.all()]


def test_a_run_keeps_what_the_engine_said():
    wish = LiveWishFactory(waiting=True)
    partner = fresh()
    PartnerPeriodFactory(partner=partner, starts=datetime.time(12, 30), ends=datetime.time(13, 35))
    fresh(exchange_types=["letter_card"])

    run = services.refresh_suggestions(wish, DAY)

    one = run.suggestions.get()
    assert (run.considered, run.possible, run.excluded["type"], run.as_of) == (2, 1, 1, DAY)
    assert (one.partner, one.rank) == (partner, 1)
    assert [part["criterion"] for part in one.parts] == [
        "age",
        "language",
        "time",
        "months",
        "theme",
        "region",
        "size",
        "tool",
    ]
    # Not 6 October, a day of holidays in New South Wales.
    assert one.slots[0]["school_local"] == "2026-10-13T10:45:00+09:00"
    assert one.slots[0]["partner_local"] == "2026-10-13T12:45:00+11:00"


def test_dates_lie_in_the_terms_of_both_and_in_wanted_months():
    wish = LiveWishFactory(waiting=True, months=[10, 12])
    partner = fresh(months=[10, 11, 12])
    PartnerPeriodFactory(partner=partner, starts=datetime.time(12, 30), ends=datetime.time(13, 35))
    partner.terms.model.objects.create(
        partner=partner, starts_on=datetime.date(2026, 10, 19), ends_on=datetime.date(2026, 12, 4)
    )
    SchoolDay.objects.create(school=wish.school, day=datetime.date(2026, 10, 20))

    slots = services.refresh_suggestions(wish, DAY).suggestions.get().slots

    # The last one lies in the usual terms of the next year.
    assert [slot["school_local"][:10] for slot in slots] == ["2026-10-27", "2026-12-01", "2027-10-12"]


def test_the_counters_and_the_possible_partners_are_all_partners():
    wish = WishFactory(waiting=True, musts=["theme"])
    for values in ({}, {"age_min": 16, "age_max": 18}, {"status": "paused"}, {"themes": ["sdgs"]}, {"months": [4]}):
        fresh(**values)

    run = services.refresh_suggestions(wish, DAY)

    assert sum(run.excluded.values()) + run.possible == run.considered == 5


def test_the_same_data_gives_the_same_list():
    wish = WishFactory(waiting=True)
    for number in range(6):
        fresh(country=("AU", "NZ", "TW")[number % 3], region="", themes=["food"])

    first, second = services.refresh_suggestions(wish, DAY), services.refresh_suggestions(wish, DAY)

    assert suggested(first) == suggested(second)
    assert len(suggested(first)) == 6


def test_old_runs_are_forgotten():
    wish = WishFactory(waiting=True)
    other = services.refresh_suggestions(WishFactory(waiting=True), DAY)

    runs = [services.refresh_suggestions(wish, DAY) for _ in range(refreshing.KEPT_RUNS + 2)]

    assert list(MatchRun.objects.filter(wish=wish)) == runs[:1:-1]
    assert MatchRun.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    ("status", "listed"),
    [
        (RequestStatus.OPEN, False),
        (RequestStatus.ACCEPTED, False),
        (RequestStatus.REFUSED, False),
        (RequestStatus.WITHDRAWN, True),
    ],
)
def test_a_partner_that_was_asked_is_not_suggested_again(status, listed):
    wish, partner = WishFactory(waiting=True), fresh(capacity=5)
    closed = None if status == RequestStatus.OPEN else datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC)
    refusal = "full" if status == RequestStatus.REFUSED else ""
    RequestFactory(wish=wish, partner=partner, status=status, closed_at=closed, refusal=refusal)

    run = services.refresh_suggestions(wish, DAY)

    assert run.suggestions.exists() is listed
    assert run.excluded["asked"] == (0 if listed else 1)


def test_a_partner_full_of_open_requests_is_not_suggested():
    partner = fresh(capacity=1)
    RequestFactory(partner=partner)
    RequestFactory(partner=partner)

    run = services.refresh_suggestions(WishFactory(waiting=True), DAY)

    assert (run.excluded["capacity"], run.possible) == (1, 0)


def test_the_first_candidates_move_the_wish_along():
    fresh()
    found, empty = WishFactory(waiting=True), WishFactory(waiting=True, months=[4])

    services.refresh_all(DAY)

    found.refresh_from_db()
    empty.refresh_from_db()
    assert (found.stage, empty.stage) == (Stage.PROPOSED, Stage.SUBMITTED)


def test_one_run_serves_all_open_wishes_and_shares_popular_partners():
    fresh(code="A")
    early = WishFactory(waiting=True, submitted_at=datetime.datetime(2026, 9, 1, tzinfo=datetime.UTC))
    late = WishFactory(waiting=True, submitted_at=datetime.datetime(2026, 9, 2, tzinfo=datetime.UTC))
    WishFactory()

    runs = services.refresh_all(DAY)

    scores = [run.suggestions.get().score for run in runs]
    assert [run.wish for run in runs] == [early, late]
    # Standing in the first list is load in the second.
    assert scores[0] - scores[1] == pytest.approx(0.05)


def test_counting_musts_stores_nothing():
    wish = WishFactory(waiting=True)
    fresh()
    fresh(themes=["sdgs"])

    free, strict = services.count_possible(wish, [frozenset(), frozenset({"theme"})], DAY)

    assert (free["possible"], strict["possible"], strict["must:theme"]) == (2, 1, 1)
    assert not MatchRun.objects.exists()


def test_the_command_refreshes_all_open_wishes():
    WishFactory(waiting=True)
    fresh()
    out = io.StringIO()

    call_command("refresh_matches", "--as-of", "2026-09-15", stdout=out)

    assert out.getvalue() == "1 wishes, 1 suggestions\n"
    assert MatchRun.objects.get().as_of == DAY


def test_the_command_refuses_what_is_no_date():
    with pytest.raises(CommandError, match="--as-of"):
        call_command("refresh_matches", "--as-of", "yesterday")


def test_a_declined_partner_is_left_out_until_that_is_undone():
    wish, partner, actor = WishFactory(waiting=True), fresh(), UserFactory()

    services.decline_suggestion(wish, partner, actor, reason=DeclineReason.THEME)
    services.decline_suggestion(wish, partner, actor, reason=DeclineReason.THEME)
    without = services.refresh_suggestions(wish, DAY)
    assert services.restore_suggestion(wish, partner, actor) is True
    assert services.restore_suggestion(wish, partner, actor) is False
    again = services.refresh_suggestions(wish, DAY)

    assert (without.possible, again.possible) == (0, 1)


@pytest.mark.parametrize(("on", "possible"), [(datetime.date(2027, 2, 28), 0), (datetime.date(2027, 3, 1), 1)])
def test_a_declined_partner_is_left_out_for_twelve_months(on, possible):
    wish, partner = WishFactory(waiting=True), fresh()
    row = services.decline_suggestion(wish, partner, None, reason=DeclineReason.DATES)
    # The 29th in Tokyo; the last day of a shorter month counts.
    DeclinedPartner.objects.update(declined_at=datetime.datetime(2026, 2, 27, 16, tzinfo=datetime.UTC))
    row.refresh_from_db()

    assert row.until == datetime.date(2027, 2, 28)
    with time_machine.travel(datetime.datetime.combine(on, datetime.time(12))):
        assert services.refresh_suggestions(wish, on).possible == possible
