"""`manage.py refresh_matches`: the lists of all open wishes, as the worker makes them every night."""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from members.suggestions.services import refresh_all


class Command(BaseCommand):
    help = "Compute the suggestions of all open wishes in one run, the longest waiting first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as-of", metavar="YYYY-MM-DD", help="the day to compute for; today when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = None
        if options["as_of"] is not None:
            try:
                as_of = datetime.date.fromisoformat(options["as_of"])
            except ValueError as error:
                raise CommandError(f"--as-of: expected a date as 2026-09-15, not {options['as_of']}") from error
        runs = refresh_all(as_of)
        found = sum(run.suggestions.count() for run in runs)
        self.stdout.write(f"{len(runs)} wishes, {found} suggestions")
