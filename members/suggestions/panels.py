"""What this room shows on a school's first page: the coming agreed dates."""

from members.schools.dashboard import Panel
from members.schools.models import Membership
from members.suggestions.selectors import agreed_dates_of


def agreed_panel(membership: Membership) -> Panel | None:
    """The coming dates of all wishes of the school, None without any. One query."""
    dates = agreed_dates_of(membership.school_id)
    return Panel("suggestions/includes/agreed_panel.html", {"dates": dates}, order=5) if dates else None
