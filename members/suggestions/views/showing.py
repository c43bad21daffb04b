"""Showing a school its newest list."""

from members.schools.access import SchoolRequest
from members.suggestions import selectors
from members.suggestions.models import MatchRun
from members.suggestions.services import note_shown
from members.wishes.models import ExchangeWish


def shown_run(request: SchoolRequest, wish: ExchangeWish) -> MatchRun | None:
    """The newest run of a wish, noted as shown.

    When the desk looks at a school's pages, with a membership that is not stored, nothing is shown to the school.
    """
    run = selectors.newest_run(wish)
    if run and request.membership.pk is not None:
        note_shown(run, run.suggestions.all())
    return run
