"""Check the content of all published pages now, instead of tonight."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.content_checks.services import check_everything


class Command(BaseCommand):
    help = "Check the content of all published pages; the report at the desk then shows what was found."

    def handle(self, *args: Any, **options: Any) -> None:
        pages, findings = check_everything()
        self.stdout.write(f"{pages} pages, {findings} findings")
