"""What foreign headings mean: remembered for each kind of import, so that the next file fits at once."""

from collections.abc import Iterable

from django.db import transaction

from portal.core.audit import record
from portal.core.imports.columns import LONGEST_HEADING, Meanings, key_of_heading
from portal.core.imports.importer import Actor
from portal.core.imports.models import ImportMeaning


def meanings_of(kind: str, foreign: Iterable[str], given: Meanings | None = None) -> dict[str, str]:
    """What these headings mean as far as it is known: as `given`, by any spelling, else as remembered."""
    keys = {key_of_heading(heading) for heading in foreign}
    remembered = ImportMeaning.objects.filter(kind=kind, heading__in=keys).values_list("heading", "column")
    said = {key_of_heading(heading): column for heading, column in (given or {}).items()}
    return {**dict(remembered), **{key: column for key, column in said.items() if key in keys}}


@transaction.atomic
def remember(kind: str, decided: Meanings, actor: Actor) -> dict[str, str]:
    """Keep what was said of headings as they were typed, in place of what was said before; gives it by their key."""
    for heading, column in decided.items():
        ImportMeaning.objects.update_or_create(
            kind=kind,
            heading=key_of_heading(heading),
            defaults={"shown": heading[:LONGEST_HEADING], "column": column, "remembered_by": actor},
        )
    return {key_of_heading(heading): column for heading, column in decided.items()}


@transaction.atomic
def forget_meaning(kind: str, pk: int, actor: Actor) -> bool:
    """Forget one heading; False when somebody else has done so before. Imports that used it stay as they are."""
    meaning = ImportMeaning.objects.select_for_update().filter(kind=kind, pk=pk).first()
    if meaning is None:
        return False
    record("import.forget_heading", meaning, actor=actor, data={"kind": kind, "column": meaning.column})
    meaning.delete()
    return True
