"""What a partner's stored and derived states are, and what follows from them: pure functions of facts and a day.

Stored is what the partner or the desk said (`PartnerStatus`). Derived is what time and load make of it: to be confirmed
after 12 months, stale after 18, full when no place is left. Months are calendar months; where the day does not exist
in the later month, its last day counts, as in the matching engine.
"""

import datetime
from calendar import monthrange
from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy

from members.matching.months import add_months
from members.matching.parameters import PARAMETERS

CONFIRM_MONTHS = 12
"""A profile confirmed longer ago than this gets a reminder and a badge."""


class PartnerStatus(models.TextChoices):
    """What is stored."""

    ACTIVE = "active", pgettext_lazy("partner", "Active")
    PAUSED = "paused", pgettext_lazy("partner", "Paused")
    CLOSED = "closed", pgettext_lazy("partner", "Closed")


class Verification(models.TextChoices):
    """How sure the office is that the school exists and that the contact speaks for it, from less to more."""

    NONE = "none", pgettext_lazy("verification of a partner", "Not verified")
    REACHED = "reached", pgettext_lazy("verification of a partner", "Answered our mail or call")
    LISTED = "listed", pgettext_lazy("verification of a partner", "Found in an official list of schools")
    CONFIRMED = "confirmed", pgettext_lazy("verification of a partner", "Confirmed by its authority or by a visit")


class Origin(models.TextChoices):
    """How a partner came into the register."""

    DESK = "desk", pgettext_lazy("origin of a partner", "Entered by the office")
    IMPORT = "import", pgettext_lazy("origin of a partner", "From a spreadsheet")
    ITSELF = "itself", pgettext_lazy("origin of a partner", "Registered itself")


VISIBLE_STATUSES = (PartnerStatus.ACTIVE, PartnerStatus.PAUSED)
"""A paused partner's page stays open to schools that hold its address; it is in no list."""


@dataclass(frozen=True, slots=True)
class PartnerState:
    """A partner on one day."""

    status: PartnerStatus
    to_confirm: bool
    stale: bool
    full: bool

    @property
    def is_listed(self) -> bool:
        """Whether the directory and the suggestions may name it."""
        return self.status == PartnerStatus.ACTIVE and not self.stale

    @property
    def takes_requests(self) -> bool:
        """All that a school learns of a partner's load."""
        return self.is_listed and not self.full


def is_older(confirmed_on: datetime.date | None, months: int, on: datetime.date) -> bool:
    """Whether more than `months` calendar months have gone by since; never confirmed counts as long ago."""
    return confirmed_on is None or add_months(confirmed_on, months) < on


def earliest_confirmation(months: int, on: datetime.date) -> datetime.date:
    """The first day of confirmation that is not older than `months` on that day: `is_older` for a database filter."""
    years, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    if on.day <= monthrange(years, month + 1)[1]:
        return datetime.date(years, month + 1, on.day)
    return datetime.date(years, month + 1, 1) + datetime.timedelta(days=monthrange(years, month + 1)[1])


def state_of(
    status: str,
    confirmed_on: datetime.date | None,
    capacity: int,
    open_requests: int,
    on: datetime.date,
    full_until: datetime.date | None = None,
) -> PartnerState:
    """The state on a day. `open_requests` is how many requests wait for the partner's answer.

    `full_until` is the last day on which the partner says that it has no place.
    """
    is_full_by_itself = full_until is not None and on <= full_until
    return PartnerState(
        status=PartnerStatus(status),
        to_confirm=is_older(confirmed_on, CONFIRM_MONTHS, on),
        stale=is_older(confirmed_on, PARAMETERS.stale_months, on),
        full=is_full_by_itself or open_requests >= PARAMETERS.requests_a_place * capacity,
    )
