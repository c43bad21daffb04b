"""Rows that may be a school that is there already under another code: told, never refused."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from members.partners.likeness import name_key, web_key
from members.partners.models import PartnerSchool
from portal.core.imports.columns import Fault
from portal.core.imports.importer import PlannedRow

_FACTS = ("country", "name", "name_en", "website")
_SAME_NAME = _("A school of that name in the same country has the code %(code)s.")
_SAME_SITE = _("The school with the code %(code)s has the same web site.")


class DuplicateCheck:
    """Looks through the rows of one file, some after the others; each fact is looked up once, among all seen before.

    Of names and addresses only their hash is kept, with the code that had it first.
    """

    def __init__(self) -> None:
        self._codes: dict[int, str] | None = None

    def __call__(self, rows: Sequence[PlannedRow[PartnerSchool]]) -> Mapping[int, Sequence[Fault]]:
        """By number, what is doubtful with these rows. The register is read before the first."""
        if self._codes is None:
            self._codes = {}
            self._read_register(self._codes)
        found = {row.number: list(self._doubts(row, self._codes)) for row in rows if _tells_new(row)}
        return {number: doubts for number, doubts in found.items() if doubts}

    @staticmethod
    def _read_register(codes: dict[int, str]) -> None:
        known = PartnerSchool.objects.standing().order_by("pk")
        for code, *keys in known.values_list("code", "country", "name_key", "web_key").iterator(chunk_size=2_000):
            for _column, key, _message in _signs(*keys):
                codes.setdefault(key, code)

    @staticmethod
    def _doubts(row: PlannedRow[PartnerSchool], codes: dict[int, str]) -> Iterator[Fault]:
        own = row.values["code"]
        told = set()
        for column, key, message in _signs(*_keys(row.values)):
            code = codes.setdefault(key, own)
            if code != own and (message, code) not in told:
                told.add((message, code))
                yield Fault(column, ValidationError(message, params={"code": code}), str(row.values[column])[:100])


def _tells_new(row: PlannedRow[PartnerSchool]) -> bool:
    """Whether a row says something by which schools are compared that the register does not hold of it yet."""
    return row.record is None or any(
        row.values.get(name, "") != getattr(row.record, name) for name in _FACTS if name in row.values
    )


def _keys(values: Mapping[str, Any]) -> tuple[str, str, str]:
    """The country and the two keys of a row."""
    name = values.get("name_en") or values.get("name") or ""
    return values["country"], name_key(name), web_key(values.get("website") or "")


def _signs(country: str, name: str, site: str) -> Iterator[tuple[str, int, Any]]:
    """By what a school is known again: the column, a hash, and the sentence about another one that has it too."""
    if name:
        yield "name", hash((country, name)), _SAME_NAME
    if site:
        yield "website", hash(site), _SAME_SITE
