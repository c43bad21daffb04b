"""How long what people have typed or told about wishes is kept."""

import datetime

from django.utils.translation import gettext_lazy as _

from members.wishes.models import ExchangeWish, StepDraft
from portal.core.retention import Rule, delete, register_rule


def forget_typed(before: datetime.datetime, dry_run: bool) -> int:
    """What somebody typed into a wish and never saved."""
    return delete(StepDraft.objects.filter(updated_at__lt=before), dry_run)


def forget_tellers(before: datetime.datetime, dry_run: bool) -> int:
    """Blank who told the office of a wish; that the office entered it stays."""
    rows = ExchangeWish.objects.filter(created_at__lt=before).exclude(told_by="")
    return rows.count() if dry_run else rows.update(told_by="")


def register() -> None:
    register_rule(Rule("wishes.drafts", _("Drafts of wishes"), _("To go on later"), 60, forget_typed))
    register_rule(
        Rule(
            "wishes.told_by",
            _("Who told the office of a wish: name, job"),
            _("To ask them about the wish"),
            2 * 366,
            forget_tellers,
        )
    )
