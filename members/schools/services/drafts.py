"""What somebody has typed into the registration is kept before it is saved."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from wagtail.models import ModelLogEntry

from members.schools.models import School
from members.schools.registration.openings import Opening
from members.schools.registration.pages import PartPage
from members.schools.registration_models import PartDraft
from portal.users.models import User

MOST_SIGNS = 60_000
"""More than any page of the registration can hold."""


class DraftTooLargeError(Exception):
    """More was typed than the page can hold."""


@transaction.atomic
def keep_draft(
    school: School, page: PartPage, data: Mapping[str, list[str]], *, opening: Opening | None, user: User
) -> PartDraft | None:
    """Keep the posted fields of a page as this person's draft, whatever is in them, in place of an earlier one.

    None when the form has been saved by this person since it was opened: a late letter of the browser must not bring
    back what is stored. Raises `DraftTooLargeError`.
    """
    if sum(len(value) for values in data.values() for value in values) > MOST_SIGNS:
        raise DraftTooLargeError
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    if opening is not None and _saved_since(school, page, opening.at, user):
        return None
    # PostgreSQL keeps no NUL in a JSON text.
    kept = {name: [value.replace("\x00", "") for value in values] for name, values in data.items()}
    draft, _created = PartDraft.objects.update_or_create(
        school=school, user=user, page=page.code, defaults={"data": kept}
    )
    return draft


def discard_draft(school: School, page: PartPage, *, user: User) -> None:
    """Forget this person's draft of a page."""
    PartDraft.objects.filter(school=school, user=user, page=page.code).delete()


def draft_of(school: School, page: PartPage, user: User) -> PartDraft | None:
    """This person's draft of a page of that school."""
    return PartDraft.objects.filter(school=school, user=user, page=page.code).first()


def _saved_since(school: School, page: PartPage, at: datetime.datetime, user: User) -> bool:
    entries = ModelLogEntry.objects.for_instance(school).filter(
        user=user, timestamp__gte=at, action__in=("schools.part_saved", "schools.part_entered")
    )
    return any(entry.data.get("page") == page.code for entry in entries)
