"""Reading, updating, checking and compiling message catalogues.

A catalogue is named by its folder of languages, its language and its domain: `django` holds what Python and templates
say, `djangojs` what scripts say.
"""

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("ja", "en")


def po_path(locale_dir: Path, language: str, domain: str = "django") -> Path:
    return locale_dir / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(locale_dir: Path, language: str, domain: str = "django") -> Catalog:
    """The catalogue of a language; an empty one when there is no file yet."""
    path = po_path(locale_dir, language, domain)
    if not path.exists():
        return Catalog(locale=language, project="Concierge Portal", charset="utf-8", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def update_catalogue(locale_dir: Path, language: str, template: Catalog, domain: str = "django") -> Catalog:
    """Bring a catalogue up to the texts of `template` and write it. English is filled with the texts themselves."""
    catalogue = read_catalogue(locale_dir, language, domain)
    # A new date alone is no change: a run that finds nothing leaves the file as it is.
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    if language == "en":
        for message in catalogue:
            if message.id and not is_translated(message):
                message.string = message.id
    path = po_path(locale_dir, language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=120, sort_output=True, include_lineno=False)
    return catalogue


def compile_catalogue(locale_dir: Path, language: str, domain: str = "django") -> None:
    """Write the .mo file Django reads beside the .po file."""
    path = po_path(locale_dir, language, domain)
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, read_catalogue(locale_dir, language, domain))


def untranslated(catalogue: Catalog) -> list[str]:
    """The ids of messages without a translation, or with one that somebody must look at again."""
    return [str(message.id) for message in catalogue if message.id and (not is_translated(message) or message.fuzzy)]


def missing_from(catalogue: Catalog, template: Catalog) -> list[str]:
    """The ids of texts in the code that the catalogue does not know."""
    return [
        str(message.id) for message in template if message.id and catalogue.get(message.id, message.context) is None
    ]


def is_translated(message: Message) -> bool:
    """Whether a message has a translation, in each of its forms."""
    if isinstance(message.string, str):
        return bool(message.string)
    return bool(message.string and all(message.string))
