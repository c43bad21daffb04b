"""The office enters a wish on a school's behalf, as somebody of the school told it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from members.schools.models import School
from members.schools.services.registration import Entry
from members.wishes.models import ExchangeWish
from members.wishes.services.answers import save_draft
from members.wishes.services.effects import tell_school
from portal.users.models import User


@transaction.atomic
def enter_wish(school: School, answers: Mapping[str, Any], *, actor: User, entry: Entry) -> ExchangeWish:
    """Write a new draft for a school; `entry` says how it told the office, and who did. The school is to check it."""
    wish = save_draft(school, answers, actor=actor)
    wish.channel, wish.told_by = entry.channel, entry.told_by
    wish.save(update_fields=["channel", "told_by"])
    tell_school("wish_entered", wish)
    return wish
