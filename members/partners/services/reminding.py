"""Once a year a partner is asked whether its profile is still right, and reminded until it would be hidden."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.matching.months import add_months
from members.matching.parameters import PARAMETERS
from members.partners.letters.posting import write_letter
from members.partners.link_models import PartnerLetter
from members.partners.links.purposes import UPDATE
from members.partners.models import PartnerSchool
from members.partners.states import CONFIRM_MONTHS, VISIBLE_STATUSES, earliest_confirmation
from portal.core import audit

from .links import give_link

DAYS_AFTER = (0, 14, 42)
"""The first letter goes out when the confirmation is `CONFIRM_MONTHS` old, then reminders so many days later."""
LAST_DAYS_BEFORE = 21
"""The last letter goes out so many days before the partner is hidden."""
LAST_STEP = len(DAYS_AFTER) + 1
APART = datetime.timedelta(days=12)
"""Two letters are never closer than this, also when the worker was away and several have fallen due."""
BATCH = 500
Rows = list[tuple[int, Any]]
"""Keys of partners and the days of their confirmation."""


@dataclass(frozen=True)
class Reminder:
    """A letter that is due."""

    partner: int
    cycle: datetime.date
    step: int


def step_days(confirmed_on: datetime.date) -> list[datetime.date]:
    """The days from which each letter is due after a confirmation."""
    due = add_months(confirmed_on, CONFIRM_MONTHS)
    last = add_months(confirmed_on, PARAMETERS.stale_months) - datetime.timedelta(days=LAST_DAYS_BEFORE)
    return [*(due + datetime.timedelta(days=days) for days in DAYS_AFTER), last]


def step_of(confirmed_on: datetime.date, on: datetime.date) -> int:
    """The number of the newest letter that is due on that day, 0 for none."""
    return sum(day <= on for day in step_days(confirmed_on))


def due_reminders(on: datetime.date | None = None) -> Iterator[Reminder]:
    """The letters that are due and not written, in the order of the partners."""
    day = on or timezone.localdate()
    for rows in _batches(day):
        yield from _due(rows, day)


def _batches(day: datetime.date) -> Iterator[Rows]:
    """Partners that a year has gone by for, and that can be written to, with the day of their confirmation."""
    partners = (
        PartnerSchool.objects.standing()
        .fresh(day)
        .filter(
            status__in=VISIBLE_STATUSES,
            confirmed_on__lte=earliest_confirmation(CONFIRM_MONTHS, day),
        )
    )
    written_to = partners.exclude(contact_email="").order_by("pk").values_list("pk", "confirmed_on")
    rows = list(written_to[:BATCH])
    while rows:
        yield rows
        rows = list(written_to.filter(pk__gt=rows[-1][0])[:BATCH])


def _due(rows: Rows, day: datetime.date) -> list[Reminder]:
    """What is due to these partners. One query."""
    written = PartnerLetter.objects.filter(partner__in=[pk for pk, _cycle in rows], step__isnull=False)
    steps: dict[tuple[int | None, datetime.date | None], int] = {}
    recent: set[int | None] = set()
    for pk, cycle, step, created in written.values_list("partner", "cycle", "step", "created_at"):
        steps[pk, cycle] = max(steps.get((pk, cycle), 0), step or 0)
        if timezone.localdate(created) > day - APART:
            recent.add(pk)
    found = [Reminder(pk, cycle, step_of(cycle, day)) for pk, cycle in rows if cycle and pk not in recent]
    return [each for each in found if each.step > steps.get((each.partner, each.cycle), 0)]


def remind_partners(on: datetime.date | None = None) -> int:
    """Write every letter that is due; a job of the worker. Running it twice writes once. How many were written."""
    day = on or timezone.localdate()
    return sum(_remind(each) for each in due_reminders(day))


def remind_partner(partner: PartnerSchool, on: datetime.date | None = None) -> bool:
    """Write to one partner if a letter is due to it; whether one was written."""
    day = on or timezone.localdate()
    return any(_remind(each) for each in _due([(partner.pk, partner.confirmed_on)], day))


@transaction.atomic
def _remind(due: Reminder) -> bool:
    """Write one letter, unless the partner has confirmed or another worker was faster."""
    partner = PartnerSchool.objects.select_for_update(no_key=True).get(pk=due.partner)
    is_still_due = partner.confirmed_on == due.cycle and partner.status in VISIBLE_STATUSES and partner.contact_email
    letters = PartnerLetter.objects.filter(partner=partner, cycle=due.cycle)
    if not is_still_due or letters.filter(step__gte=due.step).exists():
        return False
    kind = "remind_last" if due.step == LAST_STEP else "remind_again" if letters.exists() else "remind_first"
    link = give_link(partner, UPDATE)
    write_letter(
        kind,
        partner.contact_email,
        language=partner.letter_language,
        partner=partner,
        link=link,
        cycle=due.cycle,
        step=due.step,
    )
    audit.record("partners.reminded", partner, data={"step": due.step})
    return True


def count_due(on: datetime.date | None = None) -> int:
    """How many letters `remind_partners` would write now."""
    return sum(1 for _reminder in due_reminders(on))
