"""A small kind of import for tests, numbers by name, and files made of rows."""

import csv
import io
import zipfile
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from openpyxl import Workbook

from portal.core.imports.columns import Column, Fault
from portal.core.imports.importer import Actor, Importer, Option, Options, Values, Written
from portal.core.imports.kinds import Text, WholeNumber
from portal.core.imports.models import ImportJob
from portal.core.imports.services import hand_in
from portal.core.versions import DataVersion

PREFIX = "imported "


class NumberImporter(Importer[DataVersion]):
    """Rows are `name` and `number`; 13 is refused by the check, 666 only when it is written."""

    code = "numbers"
    title = "Numbers"
    key = "name"
    most_rows = 50
    background_rows = 20
    columns = (
        Column("name", "名前", Text(20), required=True, example="example"),
        Column("number", "数", WholeNumber(), required=True, example="7"),
        Column("note", "備考", Text(20)),
    )
    options = (Option("double", "Twice the number"),)

    def may_use(self, user: Any) -> bool:
        return bool(user.is_superuser)

    def find(self, keys: Collection[str], *, lock: bool) -> Mapping[str, DataVersion]:
        found = DataVersion.objects.filter(name__in=[PREFIX + key for key in keys])
        found = found.select_for_update() if lock else found
        return {row.name.removeprefix(PREFIX): row for row in found}

    def values(self, record: DataVersion) -> Values:
        return {"name": record.name.removeprefix(PREFIX), "number": record.number, "note": ""}

    def check(self, values: Values, record: DataVersion | None, options: Options) -> list[Fault]:
        return [Fault("number", "Thirteen is not allowed.")] if values["number"] == 13 else []

    def add(self, values: Values, options: Options, actor: Actor) -> Written:
        return self._write(DataVersion(name=PREFIX + values["name"]), values, options, {})

    def change(self, record: DataVersion, values: Values, options: Options, actor: Actor) -> Written:
        return self._write(record, values, options, {"number": record.number})

    def _write(self, row: DataVersion, values: Values, options: Options, before: dict[str, Any]) -> Written:
        if values["number"] == 666:
            raise ValidationError("Not this number.")
        if values["number"] == 999:
            raise RuntimeError("broken")
        row.number = values["number"] * (2 if options["double"] else 1)
        row.save()
        return Written(row.name, before, {"number": row.number})

    def why_not_undo(self, written: Mapping[str, Written], added: Collection[str]) -> Mapping[str, Any]:
        held = dict(DataVersion.objects.filter(name__in=written).values_list("name", "number"))
        return {key: "Changed since." for key, one in written.items() if held.get(key) != one.after["number"]}

    def take_back(self, written: Written, *, added: bool, actor: Actor) -> None:
        row = DataVersion.objects.get(name=written.object_id)
        if added:
            row.delete()
        else:
            row.number = written.before["number"]
            row.save()


def csv_bytes(rows: Sequence[Sequence[Any]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue().encode(encoding)


def xlsx_bytes(rows: Sequence[Sequence[Any]]) -> bytes:
    workbook = Workbook()
    sheet: Any = workbook.active
    for row in rows:
        sheet.append(row)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in source.namelist():
            if part != name:
                copy.writestr(part, source.read(part))
        copy.writestr(name, content)
    return target.getvalue()


def part_of(workbook: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook)) as source:
        return source.read(name)


def numbers_file(*rows: tuple[Any, ...]) -> io.BytesIO:
    return io.BytesIO(csv_bytes([("name", "number"), *rows]))


def handed_in(*rows: tuple[Any, ...], **options: bool) -> ImportJob:
    return hand_in(NumberImporter(), numbers_file(*rows), "numbers.csv", options, None)


def numbers() -> dict[str, int]:
    """What the imports wrote."""
    rows = DataVersion.objects.filter(name__startswith=PREFIX)
    return {row.name.removeprefix(PREFIX): row.number for row in rows}
