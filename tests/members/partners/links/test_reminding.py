"""The yearly question whether a profile is still right: whom it goes to, when, and that it goes out once."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from members.matching.months import add_months
from members.partners.link_models import PartnerLetter
from members.partners.models import PartnerSchool
from members.partners.services import reminding
from members.partners.services.reminding import count_due, remind_partners, step_days, step_of
from tests.factories.partners import PartnerFactory

pytestmark = pytest.mark.django_db
CONFIRMED = datetime.date(2026, 1, 31)
DUE = datetime.date(2027, 1, 31)


def days(number):
    return datetime.timedelta(days=number)


def due(**changes):
    return PartnerFactory(**{"confirmed_on": CONFIRMED, "contact_email": "a@example.com", **changes})


def write_on(day):
    """What the worker does in the morning of that day; letters look as if written then."""
    before = set(PartnerLetter.objects.values_list("pk", flat=True))
    number = remind_partners(day)
    moment = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
    PartnerLetter.objects.exclude(pk__in=before).update(created_at=moment)
    return number


def kinds():
    return list(PartnerLetter.objects.order_by("pk").values_list("kind", "step"))


def test_the_days_of_the_letters():
    assert step_days(CONFIRMED) == [DUE, DUE + days(14), DUE + days(42), add_months(CONFIRMED, 18) - days(21)]
    assert [step_of(CONFIRMED, day) for day in (DUE - days(1), DUE, DUE + days(42))] == [0, 1, 3]


def test_a_year_with_a_partner_that_never_answers(db):
    due()
    day, written = DUE - days(5), []
    while day < add_months(CONFIRMED, 18) + days(30):
        if write_on(day):
            written.append(day)
        day += days(1)

    assert written == step_days(CONFIRMED)
    assert kinds() == [("remind_first", 1), ("remind_again", 2), ("remind_again", 3), ("remind_last", 4)]


def test_running_it_twice_writes_once():
    due()
    assert remind_partners(DUE) == 1
    assert remind_partners(DUE) == 0
    assert PartnerLetter.objects.count() == 1


def test_who_confirms_is_asked_again_a_year_later():
    partner = due()
    write_on(DUE)
    PartnerSchool.objects.filter(pk=partner.pk).update(confirmed_on=DUE)
    assert write_on(DUE + days(50)) == 0
    assert write_on(add_months(DUE, 12)) == 1


@pytest.mark.parametrize(
    "changes",
    [{"status": "closed"}, {"contact_email": ""}, {"confirmed_on": None}, {"confirmed_on": DUE - days(300)}],
)
def test_who_is_not_written_to(changes):
    due(**changes)
    assert remind_partners(DUE) == 0


def test_a_paused_partner_is_asked_too():
    due(status="paused")
    assert remind_partners(DUE) == 1


def test_after_a_pause_of_the_worker_only_the_newest_letter_goes_out_and_the_next_waits():
    due()
    assert write_on(DUE + days(41)) == 1
    assert write_on(DUE + days(42)) == 0
    assert kinds() == [("remind_first", 2)]


def test_a_stale_partner_is_not_written_to():
    due()
    assert remind_partners(add_months(CONFIRMED, 18) + days(1)) == 0


def test_the_database_keeps_a_step_from_being_written_twice():
    partner = due()
    remind_partners(DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        PartnerLetter.objects.create(partner=partner, kind="x", cycle=CONFIRMED, step=1)


def test_batches_leave_nobody_out(monkeypatch):
    monkeypatch.setattr(reminding, "BATCH", 2)
    for number in range(5):
        due(contact_email=f"{number}@example.com")
    assert count_due(DUE) == 5
    assert remind_partners(DUE) == 5


def test_many_partners_cost_no_more_questions_than_one(django_assert_num_queries):
    due()
    with django_assert_num_queries(3):
        count_due(DUE)
    PartnerFactory.create_batch(4, confirmed_on=CONFIRMED, contact_email="b@example.com")
    with django_assert_num_queries(3):
        count_due(DUE)


def test_the_letter_opens_the_profile(client, posted):
    partner = due()
    letters = posted(remind_partners, DUE)
    body = letters["a@example.com"].body
    address = body[body.index("/p/") :].split()[0]
    assert client.get(address).status_code == 200
    client.post(f"{address}confirm/")
    assert PartnerSchool.objects.get(pk=partner.pk).confirmed_on > CONFIRMED


def test_the_command_tells_and_does(capsys):
    today = localdate()
    due(confirmed_on=today - days(380))
    call_command("remind_partners", "--dry-run")
    assert PartnerLetter.objects.count() == 0
    call_command("remind_partners")
    assert PartnerLetter.objects.count() == 1
    assert capsys.readouterr().out.splitlines() == ["1 letters are due", "1 letters are queued"]
