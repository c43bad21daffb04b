"""Issues ID letters in bulk and writes them as files to be printed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from members.schools.desk.scopes import Scope, schools_of
from members.schools.letters import volume_html
from members.schools.models import School
from members.schools.services import issue_credentials
from members.schools.services.credentials import VALID_DAYS, volumes
from portal.core.printing import availability
from portal.core.printing.rendering import render_pdf


class Command(BaseCommand):
    help = "Issue login IDs with one-time codes, and write the letters as PDF files (HTML where no PDF can be made)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scope", choices=[*Scope.values], default=Scope.NEW, help="which schools (new)")
        parser.add_argument("--school", action="append", default=[], metavar="CODE", help="a school; may be repeated")
        parser.add_argument("--days", type=int, default=VALID_DAYS, help=f"how long the codes are valid ({VALID_DAYS})")
        parser.add_argument("--remark", default="", help="for the log")
        parser.add_argument("--output", type=Path, default=Path(), help="folder for the letters (this one)")
        parser.add_argument("--dry-run", action="store_true", help="only say how many schools it would be")

    def handle(self, *args: Any, **options: Any) -> None:
        schools = self._schools(options["school"], options["scope"])
        number = schools.count()
        if options["dry_run"] or not number:
            self.stdout.write(f"{number} schools")
            return
        folder: Path = options["output"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            batch = issue_credentials(schools, days=options["days"], remark=options["remark"])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(f"{batch.letters} letters, batch {batch.pk}, valid until {batch.expires_at:%Y-%m-%d}")
        for volume in volumes(batch):
            self.stdout.write(str(self._write(folder, batch.pk, volume)))

    @staticmethod
    def _schools(codes: list[str], scope: str) -> Any:
        if not codes:
            return schools_of(scope)
        known = set(School.objects.filter(code__in=codes).values_list("code", flat=True))
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise CommandError(f"No school has these codes: {', '.join(unknown)}")
        return schools_of(Scope.NAMED, codes)

    @staticmethod
    def _write(folder: Path, batch: int, volume: int) -> Path:
        html = volume_html(f"{batch}:{volume}")
        if availability.is_available():
            path = folder / f"id-letters-{batch}-{volume}.pdf"
            path.write_bytes(render_pdf(html))
        else:
            path = folder / f"id-letters-{batch}-{volume}.html"
            path.write_text(html, encoding="utf-8")
        # Whoever reads the file can log in: it is for the one who ran the command.
        path.chmod(0o600)
        return path
