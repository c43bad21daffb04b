"""Keeps the catalogues in step with the code: extract, update, report what is untranslated, compile."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core.i18n import catalogues
from portal.core.i18n.extract import extract_messages


class Command(BaseCommand):
    help = "Update and compile the message catalogues in portal/locale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--compile-only", action="store_true", help="only write the .mo files")
        parser.add_argument("--quiet-missing", action="store_true", help="do not fail on untranslated texts")

    def handle(self, *args: Any, **options: Any) -> None:
        locale_dir = Path(settings.LOCALE_PATHS[0])
        missing: list[str] = []
        if not options["compile_only"]:
            template = extract_messages(locale_dir.parents[1])
            for language in catalogues.LANGUAGES:
                catalogue = catalogues.update_catalogue(locale_dir, language, template)
                missing += [f"{language}: {text}" for text in catalogues.untranslated(catalogue)]
        for language in catalogues.LANGUAGES:
            catalogues.compile_catalogue(locale_dir, language)
        if missing and not options["quiet_missing"]:
            raise CommandError("Untranslated:\n" + "\n".join(missing))
