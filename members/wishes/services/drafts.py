"""What somebody has typed into a step of a wish is kept before it is saved."""

from collections.abc import Mapping

from django.db import transaction
from wagtail.models import ModelLogEntry

from members.schools.models import School
from members.wishes.models import ExchangeWish, StepDraft
from members.wishes.services.answers import Opened
from portal.users.models import User

MOST_SIGNS = 20_000
"""More than any step can hold."""


class DraftTooLargeError(Exception):
    """More was typed than the step can hold."""


@transaction.atomic
def keep_typed(
    school: School,
    step: str,
    data: Mapping[str, list[str]],
    *,
    user: User,
    wish: ExchangeWish | None,
    opened: Opened | None,
) -> StepDraft | None:
    """Keep the posted fields of a step as this person's draft, whatever is in them, in place of an earlier one.

    `wish` None means a wish that does not exist yet. None comes back when the step has been saved by this person since
    it was opened: a late letter of the browser must not bring back what is stored. Raises `DraftTooLargeError`.
    """
    if sum(len(value) for values in data.values() for value in values) > MOST_SIGNS:
        raise DraftTooLargeError
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    if opened is not None and _saved_since(school, step, opened, user, wish):
        return None
    # PostgreSQL keeps no NUL in a JSON text.
    kept = {name: [value.replace("\x00", "") for value in values] for name, values in data.items()}
    draft, _created = StepDraft.objects.update_or_create(
        school=school, user=user, wish=wish, step=step, defaults={"data": kept}
    )
    return draft


def forget_typed(school: School, step: str, *, user: User, wish: ExchangeWish | None) -> None:
    """Forget this person's draft of a step."""
    StepDraft.objects.filter(school=school, user=user, wish=wish, step=step).delete()


def _saved_since(school: School, step: str, opened: Opened, user: User, wish: ExchangeWish | None) -> bool:
    if opened.at is None:
        return False
    if wish is None:
        return ExchangeWish.objects.filter(school=school, created_by=user, created_at__gte=opened.at).exists()
    entries = ModelLogEntry.objects.for_instance(wish).filter(
        user=user, timestamp__gte=opened.at, action__in=("wish.edit", "wish.revise")
    )
    return any(entry.data.get("step") == step for entry in entries)
