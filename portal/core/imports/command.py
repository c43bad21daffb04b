"""The base of the commands that import a file: the same check, the same messages, all or nothing."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from .columns import by_name, match_header
from .importer import Importer
from .models import State
from .plans import Outcome, Plan, plan_file, read_content
from .reading import read_table
from .registry import importer_of
from .services import hand_in, meanings_of, start_applying
from .services.working import work
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
            table = read_table(file, importer.most_rows, importer.layouts)
            foreign = match_header(table.header, importer.columns).foreign
            content = read_content(importer, table, meanings_of(importer.code, foreign, given))
            plans = plan_file(importer, content, chosen)
            self._tell(plans, importer.notes(table))
            if any(plan.outcome == Outcome.WRONG for plan in plans):
                raise CommandError(_("Nothing has been written."))
            if options["dry_run"] or all(plan.outcome == Outcome.UNCHANGED for plan in plans):
                return
            file.seek(0)
            job = hand_in(importer, file, path.name, chosen, None, given, table)
        work(job.pk)  # a long file waits for the worker elsewhere
        job.refresh_from_db()
        if job.may_apply:
            start_applying(job, None)
            work(job.pk)
            job.refresh_from_db()
            if job.state != State.APPLIED:
                raise CommandError(job.message_text)
            self.stdout.write(_("The import has been carried out."))

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

    def _tell(self, plans: list[Plan], notes: Sequence[Any]) -> None:
        for note in notes:
            self.stdout.write(in_active_language(in_each_language(note)))
        columns = by_name(self.importer.columns)
        for plan in plans:
            for fault in plan.faults:
                column = columns.get(fault.column)
                place = _("Row %(row)d, %(column)s") if fault.column else _("Row %(row)d")
                heading = column.heading if column else fault.column
                told = in_active_language(in_each_language(fault.message))
                self.stdout.write(f"{place % {'row': plan.number, 'column': heading}}: {told}")
        for outcome in Outcome:
            number = sum(plan.outcome == outcome for plan in plans)
            line = ngettext("%(outcome)s: %(number)d row", "%(outcome)s: %(number)d rows", number)
            self.stdout.write(line % {"outcome": outcome.label, "number": number})
