"""What Wagtail, Django and the other installed libraries say, and what of it has no Japanese.

Their own `en` catalogues list every text, their compiled `ja` catalogues are what Django shows. What is missing there
is translated in a folder of ours, `portal/locale_library`, which stands behind `portal/locale` in LOCALE_PATHS.

An entry may also replace a translation that is wrong. It says so in a comment, `Instead of: …`, with the words it
replaces; without that comment an entry goes as soon as its library has Japanese of its own.
"""

from collections.abc import Iterator
from pathlib import Path

import django.conf
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.apps import apps

from portal.core.i18n.extract import PACKAGES

DOMAINS = ("django", "djangojs")
LANGUAGE = "ja"
INSTEAD_OF = "Instead of: "


def library_folders() -> Iterator[tuple[str, Path]]:
    """(name, folder of languages) of every installed app that is not the project's, then of Django itself.

    Where two translate the same text, Django shows what the first says.
    """
    for app in apps.get_app_configs():
        if app.name.partition(".")[0] not in PACKAGES:
            yield app.name, Path(app.path) / "locale"
    yield "django", Path(django.conf.__file__).parent / "locale"


def texts_of_libraries(domain: str) -> Catalog:
    """Every text the libraries' English catalogues list, each with the app it comes from."""
    texts = Catalog(project="Concierge Portal", charset="utf-8", fuzzy=False)
    for name, folder in library_folders():
        path = folder / "en" / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            with path.open("rb") as stream:
                for message in read_po(stream, locale="en"):
                    if message.id:
                        texts.add(message.id, context=message.context, locations=[(name, 0)])
    return texts


def japanese_of_libraries(domain: str) -> Catalog:
    """The Japanese that the libraries bring along, as compiled: what somebody must look at again is not in it."""
    japanese = Catalog(locale=LANGUAGE)
    for _name, folder in library_folders():
        path = folder / LANGUAGE / "LC_MESSAGES" / f"{domain}.mo"
        if path.exists():
            with path.open("rb") as stream:
                for message in read_mo(stream):
                    # Babel leaves the context of a compiled message as the bytes it read.
                    context = message.context.decode() if isinstance(message.context, bytes) else message.context
                    if message.id and japanese.get(message.id, context) is None:
                        japanese.add(message.id, message.string, context=context)
    return japanese


def texts_to_translate(domain: str, own: Catalog, present: Catalog) -> Catalog:
    """The template of our catalogue for the libraries.

    `own` is the project's catalogue, whose texts are left out; `present` is the catalogue for the libraries as it is,
    in which an entry may say that it replaces a translation.
    """
    japanese = japanese_of_libraries(domain)
    template = Catalog(project="Concierge Portal", charset="utf-8", fuzzy=False)
    for message in texts_of_libraries(domain):
        if message.id and own.get(message.id, message.context) is None:
            ours = present.get(message.id, message.context)
            if (ours and replaced_words(ours)) or not _covers(japanese.get(message.id, message.context), message):
                template.add(message.id, context=message.context, locations=message.locations)
    return template


def replaced_words(message: Message) -> str:
    """The Japanese of the library that this entry stands instead of, as its comment tells; empty when it tells none."""
    comment = " ".join(message.user_comments)
    return comment.removeprefix(INSTEAD_OF) if comment.startswith(INSTEAD_OF) else ""


def _covers(found: Message | None, wanted: Message) -> bool:
    """A translation of one form does not serve a text that is asked for with a number."""
    return found is not None and (bool(found.pluralizable) or not wanted.pluralizable)
