"""What the desk does about words that find nothing: it notes what was done, or has them forgotten."""

from typing import Any

from django.db import transaction

from portal.core.audit import record

from .models import MissedSearch, Outcome


@transaction.atomic
def settle(search: MissedSearch, outcome: str, *, actor: Any) -> MissedSearch:
    """Note what was done about these words, on all days they were asked for. Asked for later, they are open again."""
    same = MissedSearch.objects.same_words(search)
    if same.exclude(outcome=outcome).update(outcome=Outcome(outcome)):
        search.refresh_from_db()
        record("search.settle", search, actor=actor, data={"outcome": outcome})
    return search


@transaction.atomic
def forget(search: MissedSearch, *, actor: Any) -> None:
    """Delete these words with all their days; the log keeps who did, and not the words."""
    record("search.forget", search, actor=actor)
    MissedSearch.objects.same_words(search).delete()
