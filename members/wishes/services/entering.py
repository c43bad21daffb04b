"""The office enters a wish on a school's behalf, as somebody of the school told it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from members.schools.models import Membership, School
from members.schools.services.registration import Entry
from members.wishes.models import ExchangeWish
from members.wishes.services.answers import save_draft
from portal.core.mail.letters import queue_after_commit
from portal.core.printing.frame import public_address
from portal.users.models import User


@transaction.atomic
def enter_wish(school: School, answers: Mapping[str, Any], *, actor: User, entry: Entry) -> ExchangeWish:
    """Write a new draft for a school; `entry` says how it told the office, and who did. The school is to check it."""
    wish = save_draft(school, answers, actor=actor)
    wish.channel, wish.told_by = entry.channel, entry.told_by
    wish.save(update_fields=["channel", "told_by"])
    context = {
        "school": school,
        "wish": wish,
        "address": public_address(reverse("members:wish-detail", args=[wish.pk])),
    }
    queue_after_commit("wish_entered", sorted(_addresses(school)), context)
    return wish


def _addresses(school: School) -> set[str]:
    """The school's own address, and the confirmed ones of the people who may change its wishes."""
    acting = Membership.objects.current().filter(school=school).select_related("user", "school")
    writers = [one.user for one in acting if one.may_write and one.user.is_active]
    return {school.email} | {user.email for user in writers if user.email_confirmed_at}
