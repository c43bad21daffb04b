"""Why a wish ended: the reasons a school gives, and those of the office. Pure: no database."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.vocabulary import Stage

LONGEST_NOTE = 300


class EndReason(models.TextChoices):
    """Codes are stored: none is ever renamed or used for something else."""

    PLANS_CHANGED = "plans_changed", _("The school's plans have changed")
    FOUND_ELSEWHERE = "found_elsewhere", _("A partner was found in another way")
    NO_TIME = "no_time", _("There is no time to prepare")
    NO_PARTNER = "no_partner", _("No partner fits the wish")
    PARTNERS_DECLINED = "partners_declined", _("Partners declined or did not answer")
    YEAR_OVER = "year_over", _("The time wished for has passed")
    OTHER = "other", pgettext_lazy("end of a wish", "Another reason")


REASONS: dict[str, tuple[EndReason, ...]] = {
    Stage.CANCELLED: (EndReason.PLANS_CHANGED, EndReason.FOUND_ELSEWHERE, EndReason.NO_TIME, EndReason.OTHER),
    Stage.CLOSED_UNMATCHED: (
        EndReason.NO_PARTNER,
        EndReason.PARTNERS_DECLINED,
        EndReason.YEAR_OVER,
        EndReason.OTHER,
    ),
}
"""The reasons for which a wish may come to each closed stage."""


class EndReasonError(ValueError):
    """A wish was to be closed without a reason, or with one that does not belong to the stage."""


def check_reason(stage: str, reason: str) -> None:
    """Raise `EndReasonError` unless this reason may stand beside the stage; open stages have none."""
    if reason not in REASONS.get(stage, ("",)):
        raise EndReasonError(f"{reason or 'no reason'} for {stage}")
