"""One side of an exchange with all its calendar: what `School` and `PartnerSchool` have in common."""

from abc import abstractmethod
from typing import Any

from members.calendars.year import Rules, Span, YearPlan, engine_calendar, plan_year
from members.calendars.year_models import Margins
from members.matching.slots import Calendar


class CalendarSide(Margins):
    """A school with lessons (`periods`), own terms (`terms`) and own days (`special_days`)."""

    # Reverse relations of the concrete models.
    periods: Any
    terms: Any
    special_days: Any

    class Meta:
        abstract = True

    @property
    @abstractmethod
    def rules(self) -> Rules:
        """What is usual where the school stands."""

    @property
    @abstractmethod
    def zone_name(self) -> str:
        """The IANA name of its time zone, empty when it is not known."""

    def plan(self, span: Span) -> YearPlan:
        """Its terms and closed days between two dates. Two queries."""
        return plan_year(self.rules, span, self.terms.all(), self.special_days.all())

    def engine_calendar(self, span: Span) -> Calendar:
        """The school as the slot finder reads it, for windows inside the dates. Its zone is known.

        Three queries.
        """
        return engine_calendar(self.zone_name, self.periods.all(), self.plan(span), self)
