"""The ministry's list of school codes (学校コード一覧): which of its rows are public schools of Tokyo, in our columns.

One file holds half of Japan with some 30,000 rows: a title, the header, a row a school. The cells of the kind of
school, the prefecture and the founder begin with a code: `B1(小学校)`, `13(東京)`, `2(公)`.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.schools.models import MextCodeField
from portal.core.imports.cells import Cell, Refused, text_of
from portal.core.imports.days import parse_day
from portal.core.imports.layouts import Layout, Row
from portal.core.municipalities import MUNICIPALITIES
from portal.core.vocabulary import Founder, SchoolType

from ..mext_codes import LENGTH, mext_code

TOKYO, PUBLIC, CLOSED_BRANCH = "13", "2", "9"
KINDS = {
    "B1": SchoolType.ELEMENTARY,
    "C1": SchoolType.JUNIOR_HIGH,
    "C2": SchoolType.COMPULSORY,
    "D1": SchoolType.HIGH,
    "D2": SchoolType.SECONDARY,
    "E1": SchoolType.SPECIAL_NEEDS,
}
ELSEWHERE, OTHER_KIND, NATIONAL, PRIVATE, CLOSED = "elsewhere", "kind", "national", "private", "closed"
CODE, KIND, PREFECTURE, FOUNDER, BRANCH = "学校コード", "学校種", "都道府県番号", "設置区分", "本分校"
NAME, ADDRESS, POSTAL_CODE = "学校名", "学校所在地", "郵便番号"
OPENED_ON, CLOSED_ON = "属性情報設定年月日", "属性情報廃止年月日"

_METROPOLITAN = re.compile(r"(?:東京)?都立")
_ELSEWHERE = re.compile("北海道|(?:京都|大阪)府|[^市区町村]{2,3}県")
_BEFORE_NAME = 8
"""The name of a municipality begins within so many signs of an address: 東京都 and a district may stand before it."""


class MextList(Layout):
    """The list as CSV (CP932) or as a workbook, of the east or of all of Japan."""

    title = _("the list of school codes of the ministry (MEXT), east of Japan, CSV or XLSX")
    columns = ("code", "mext_code", "name", "school_type", "founder", "municipality", "postal_code", "address")
    most_rows = 80_000

    def knows(self, headings: Sequence[str]) -> bool:
        return {CODE, KIND, PREFECTURE, FOUNDER, NAME, ADDRESS} <= set(headings)

    def read(self, row: Row, leave: Callable[..., None]) -> Sequence[Cell] | None:
        """The row of a public school of Tokyo of a kind we serve. Its own code is found later, beside our schools."""
        reason = _why_left(row)
        if reason is None:
            return _kept(row, leave)
        leave(reason)
        return None


def municipality_in(address: str) -> str | None:
    """The code of the municipality that an address of Tokyo names, or None: the first named, the longest of those."""
    plain = "".join(unicodedata.normalize("NFKC", address).split()).removeprefix("東京都")
    if _ELSEWHERE.match(plain):
        return None
    places = [(plain.find(row.name), -len(row.name), code) for code, row in MUNICIPALITIES.items() if row.name in plain]
    place, _length, found = min(places, default=(_BEFORE_NAME + 1, 0, ""))
    return found if place <= _BEFORE_NAME else None


def short_name(name: str, municipality: str) -> str:
    """The name without its founder, to be compared: 江東区立みどり台小学校 → みどり台小学校."""
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    place = MUNICIPALITIES.get(municipality)
    founders = ["東京都立", "都立", *([f"東京都{place.name}立", f"{place.name}立"] if place else [])]
    return next((plain.removeprefix(founder) for founder in founders if plain.startswith(founder)), plain)


def _why_left(row: Row) -> str | None:
    """Why a row is none of ours: another prefecture, kind or founder."""
    if _first(row, PREFECTURE) != TOKYO:
        return ELSEWHERE
    founder = _first(row, FOUNDER)
    if _text(row, KIND)[:2].upper() not in KINDS:
        return OTHER_KIND
    if founder != PUBLIC:
        return NATIONAL if founder == "1" else PRIVATE
    return None


def _kept(row: Row, leave: Callable[..., None]) -> Sequence[Cell] | None:
    """Our columns for a public school of Tokyo, unless it is closed."""
    code, typed = "", _text(row, CODE)
    try:
        _day(row, OPENED_ON)
        closed_on = _day(row, CLOSED_ON)
        if _first(row, BRANCH) == CLOSED_BRANCH or (closed_on and closed_on <= timezone.localdate()):
            leave(CLOSED, typed[:LENGTH])
            return None
        code = mext_code(typed)
    except ValidationError as error:
        return [Refused(error), code, *_facts(row)]
    except ValueError:
        return [Refused(MextCodeField.refusal, typed), code, *_facts(row)]
    return [None, code, *_facts(row)]


def _facts(row: Row) -> list[Cell]:
    kind = KINDS[_text(row, KIND)[:2].upper()]
    name, address = _text(row, NAME), _text(row, ADDRESS)
    municipality: Cell = municipality_in(address)
    if municipality is None:
        municipality = Refused(_("The address names no municipality of Tokyo."), address)
    founder = Founder.METROPOLITAN if _METROPOLITAN.match(name) else Founder.MUNICIPAL
    return [name, kind.value, founder.value, municipality, _text(row, POSTAL_CODE), address]


def _text(row: Row, heading: str) -> str:
    """The text of a cell in half width; for one that cannot be read nothing, which is then missing."""
    try:
        return unicodedata.normalize("NFKC", text_of(row.get(heading)))
    except ValidationError:
        return ""


def _first(row: Row, heading: str) -> str:
    """The number that a cell begins with."""
    found = re.match("[0-9]+", _text(row, heading))
    return found[0] if found else ""


def _day(row: Row, heading: str) -> datetime.date | None:
    cell = row.get(heading)
    if isinstance(cell, datetime.date):
        text_of(cell)  # refuses the day before all days
        return cell.date() if isinstance(cell, datetime.datetime) else cell
    text = text_of(cell)
    try:
        return parse_day(text) if text else None
    except ValueError as error:
        raise ValidationError(
            _("The day below %(heading)s cannot be read: %(text)s"), params={"heading": heading, "text": text[:40]}
        ) from error
