"""Deletes personal data that have been kept long enough."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.core.retention import apply_all, rules


class Command(BaseCommand):
    help = "Delete or blank personal data by the rules of docs/data.md. The worker does it every night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args: Any, **options: Any) -> None:
        counts = apply_all(dry_run=options["dry_run"])
        verb = "would go" if options["dry_run"] else "gone"
        for rule in rules():
            self.stdout.write(f"{rule.code}\t{rule.days} days\t{counts[rule.code]} {verb}")
