"""Keeps the catalogues in step with the code and the libraries: extract, update, report what is missing, compile."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core.i18n import catalogues, libraries
from portal.core.i18n.extract import extract_messages


class Command(BaseCommand):
    help = "Update and compile the message catalogues in portal/locale, and in portal/locale_library the libraries'."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--compile-only", action="store_true", help="only write the .mo files")
        parser.add_argument("--quiet-missing", action="store_true", help="do not fail on untranslated texts")

    def handle(self, *args: Any, **options: Any) -> None:
        own_dir, library_dir = map(Path, settings.LOCALE_PATHS)
        missing: list[str] = []
        if not options["compile_only"]:
            missing = [*_update_own(own_dir), *_update_libraries(library_dir, own_dir)]
        for language in catalogues.LANGUAGES:
            catalogues.compile_catalogue(own_dir, language)
        for domain in libraries.DOMAINS:
            catalogues.compile_catalogue(library_dir, libraries.LANGUAGE, domain)
        if missing and not options["quiet_missing"]:
            raise CommandError("Untranslated:\n" + "\n".join(missing))


def _update_own(locale_dir: Path) -> list[str]:
    """Bring both catalogues of the project up to its code; lists what has no translation."""
    template = extract_messages(locale_dir.parents[1])
    missing = []
    for language in catalogues.LANGUAGES:
        catalogue = catalogues.update_catalogue(locale_dir, language, template)
        missing += [f"{language}: {text}" for text in catalogues.untranslated(catalogue)]
    return missing


def _update_libraries(locale_dir: Path, own_dir: Path) -> list[str]:
    """Bring the catalogues for the libraries up to what is installed; lists what has no Japanese, with its apps."""
    missing = []
    for domain in libraries.DOMAINS:
        own = catalogues.read_catalogue(own_dir, libraries.LANGUAGE, domain)
        present = catalogues.read_catalogue(locale_dir, libraries.LANGUAGE, domain)
        template = libraries.texts_to_translate(domain, own, present)
        catalogue = catalogues.update_catalogue(locale_dir, libraries.LANGUAGE, template, domain)
        missing += [f"{domain} of the libraries: {text}" for text in catalogues.untranslated(catalogue)]
    return missing
