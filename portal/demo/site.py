"""The one row of site settings, and the words that find one another in a search."""

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.core.search.models import Synonym
from portal.core.site_settings import PortalSettings

from . import content
from .content import is_bilingual


@transaction.atomic
def ensure_settings() -> None:
    """Write operator, contact, hours and notice."""
    settings = PortalSettings.load()
    for name, value in content.read("settings").items():
        if is_bilingual(value):
            for language, text in value.items():
                setattr(settings, f"{name}_{language}", text)
        else:
            setattr(settings, name, value)
    settings.full_clean()
    settings.save()


def synonym_groups() -> list[str]:
    """The groups as staff would type them, one word a line."""
    return ["\n".join(words) for words in content.read("synonyms")["groups"]]


@transaction.atomic
def ensure_synonyms() -> None:
    """Add the groups that are missing. A group whose word stands in another one already is left to the staff."""
    for words in synonym_groups():
        group = Synonym(words=words)
        try:
            group.full_clean()
        except ValidationError:
            continue
        group.save()
