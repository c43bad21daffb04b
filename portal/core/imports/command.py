"""The base of the commands that import a file: the same check, the same messages, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from .columns import by_name, match_header
from .importer import Importer
from .models import ImportJob, State
from .plans import Outcome
from .reading import read_table
from .registry import importer_of
from .services import follow, hand_in, meanings_of, start_applying, work
from .surveys import Survey, survey
from .texts import in_active_language, in_each_language


class ImportCommand(BaseCommand):
    """A command for one kind of import; subclasses set `kind`, its code.

    It prints a line for each fault, with the row of the spreadsheet and the name of the column, and ends with status 1
    when there is one; nothing is written then. What it did can be undone at the desk.
    """

    kind: str

    @property
    def importer(self) -> Importer[Any]:
        return importer_of(self.kind)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="CSV (UTF-8 or CP932) or XLSX; row 1 holds the headings")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=COLUMN",
            help="take a foreign heading for that column (by its code), or leave it out (no code); may be given again",
        )
        parser.add_argument("--dry-run", action="store_true", help="check and tell what would happen, write nothing")
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--locale", choices=languages, default=languages[0], help="language of the messages")
        for option in self.importer.options:
            parser.add_argument(f"--{option.name}", action="store_true", help=in_each_language(option.label)["en"])

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["locale"]):
            try:
                self._import(Path(options["file"]), options)
            except ValidationError as refusal:
                raise CommandError(" ".join(refusal.messages)) from refusal

    def _import(self, path: Path, options: dict[str, Any]) -> None:
        importer = self.importer
        chosen = {option.name: options[option.name] for option in importer.options}
        if closed := importer.why_closed():
            raise CommandError(str(closed))
        try:
            file = path.open("rb")
        except OSError as error:
            raise CommandError(_("The file %(path)s cannot be opened.") % {"path": path}) from error
        with file:
            given = self._given_meanings(options["map"])
            table = read_table(file, importer.limits, importer.layouts)
            foreign = match_header(table.header, importer.columns).foreign
            with survey(importer, table, meanings_of(importer.code, foreign, given), chosen) as found:
                self._tell(found)
                if found.counts[Outcome.WRONG]:
                    raise CommandError(_("Nothing has been written."))
                if options["dry_run"] or not (found.counts[Outcome.ADDED] or found.counts[Outcome.CHANGED]):
                    return
                job = hand_in(importer, file, path.name, chosen, None, given, found)
        self._carry_out(job)

    def _carry_out(self, job: ImportJob) -> None:
        start_applying(job, None, hand_on=False)
        work(job.pk, index=False)
        job.refresh_from_db()
        if job.state != State.APPLIED:
            raise CommandError(job.message_text)
        self.stdout.write(_("The import has been carried out."))
        follow(job.pk, self._tell_progress)

    def _tell_progress(self, job: ImportJob) -> None:
        line = ngettext(
            "%(indexed)d of %(total)d record can be found by the search.",
            "%(indexed)d of %(total)d records can be found by the search.",
            job.to_index,
        )
        self.stdout.write(line % {"indexed": job.indexed, "total": job.to_index})
        self.stdout.flush()

    def _given_meanings(self, pairs: list[str]) -> dict[str, str]:
        """What `--map` says; an unknown column is refused with the names there are."""
        names = [column.name for column in self.importer.columns]
        given = {}
        for pair in pairs:
            heading, sign, name = (part.strip() for part in pair.rpartition("="))
            if not sign or not heading or (name and name not in names):
                message = _("“%(pair)s” is not HEADING=COLUMN. The columns are: %(names)s.")
                raise CommandError(message % {"pair": pair, "names": ", ".join(names)})
            given[heading] = name
        return given

    def _tell(self, found: Survey) -> None:
        for note in found.notes:
            self.stdout.write(in_active_language(in_each_language(note)))
        if found.counts[Outcome.WRONG] or found.doubtful:
            for row in found.rows():
                for fault in row.content.get("faults", ()):
                    self.stdout.write(self._line(row.number, fault))
                for doubt in row.content.get("doubts", ()):
                    self.stdout.write(_("Warning: %(line)s") % {"line": self._line(row.number, doubt)})
        for outcome in Outcome:
            number = found.counts[outcome]
            line = ngettext("%(outcome)s: %(number)d row", "%(outcome)s: %(number)d rows", number)
            self.stdout.write(line % {"outcome": outcome.label, "number": number})

    def _line(self, row: int, told: dict[str, Any]) -> str:
        column = by_name(self.importer.columns).get(told["column"])
        place = _("Row %(row)d, %(column)s") if told["column"] else _("Row %(row)d")
        heading = column.heading if column else told["column"]
        return f"{place % {'row': row, 'column': heading}}: {in_active_language(told['message'])}"
