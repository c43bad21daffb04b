"""Saved searches: kept, renamed by keeping anew, their weekly mail switched, thrown away."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.partners.models import SavedSearch
from portal.users.models import User

from .listing import note_first_listed

MOST_SEARCHES = 30
"""So many a person and school: a bound for the weekly work."""


@transaction.atomic
def save_search(user: User, school: Any, *, name: str, query: str, alert: bool) -> SavedSearch:
    """Keep a search under a name. Raises `ValidationError` by field: a name that is taken, too many searches."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if SavedSearch.objects.filter(user=user, school=school).count() >= MOST_SEARCHES:
        message = _("You can keep %(most)d searches at most. Delete one first.")
        raise ValidationError({"name": message % {"most": MOST_SEARCHES}})
    if SavedSearch.objects.filter(user=user, school=school, name=name).exists():
        raise ValidationError({"name": _("You have a search of this name. Choose another name.")})
    moment = timezone.now()
    note_first_listed(moment)
    search = SavedSearch(user=user, school=school, name=name, query=query, alert=alert, told_until=moment)
    search.full_clean(exclude=["user", "school"])
    search.save()
    return search


@transaction.atomic
def switch_alert(search: SavedSearch, on: bool) -> SavedSearch:
    """Switch the weekly mail on or off. Switched on, it tells of partners that are new from now on."""
    locked = SavedSearch.objects.select_for_update(no_key=True).get(pk=search.pk)
    if on and not locked.alert:
        locked.told_until = timezone.now()
        note_first_listed(locked.told_until)
    locked.alert = on
    locked.save(update_fields=["alert", "told_until"])
    return locked


def delete_search(search: SavedSearch) -> None:
    """Throw a saved search away."""
    SavedSearch.objects.filter(pk=search.pk).delete()


def note_use(search: SavedSearch) -> None:
    """Remember that the search was opened: what nobody opens is forgotten some day."""
    SavedSearch.objects.filter(pk=search.pk).update(used_at=timezone.now())
