"""`manage.py remind_partners [--dry-run]`: what the worker's clock does every morning."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from members.partners.services.reminding import count_due, remind_partners


class Command(BaseCommand):
    help = "Write to partners whose profile was confirmed a year ago. Running it twice writes once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only tell how many letters are due")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            self.stdout.write(f"{count_due()} letters are due")
        else:
            self.stdout.write(f"{remind_partners()} letters are queued")
