"""The columns of a spreadsheet of schools, each with what may stand in it and an example."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, validate_email
from django.utils.translation import gettext_lazy as _

from members.schools.models import MOST_PUPILS, MextCodeField, School
from portal.core.imports.columns import Column
from portal.core.imports.kinds import Choice, Kind, Text, WholeNumber
from portal.core.japanese_input import KanaField, PhoneField, PostalCodeField, kana_reading, phone_number, postal_code
from portal.core.municipalities import municipality_choices
from portal.core.vocabulary import Founder, SchoolType

from ..mext_codes import mext_code

KEY = "code"
MEXT = "mext_code"


def _code(text: str) -> str:
    """A school code in half width; ValueError for other signs than letters, digits and hyphens."""
    found = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[0-9A-Za-z-]+", found):
        raise ValueError(text)
    return found


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError(text) from error
    return text


def _column(name: str, kind: Kind, example: str = "", **options: Any) -> Column:
    """A column of the school's field of that name, with its label."""
    field: Any = School._meta.get_field(name)
    return Column(name, field.verbose_name, kind, example=example, **options)


def _text(name: str, example: str = "", *, uniform: Any = None, refusal: Any = None, **options: Any) -> Column:
    field: Any = School._meta.get_field(name)
    return _column(name, Text(field.max_length, uniform=uniform, refusal=refusal), example, **options)


COLUMNS = (
    _text(
        KEY,
        "example",
        uniform=_code,
        refusal=_("Use letters, digits and hyphens only."),
        required=True,
        help=_("A row with the code of a registered school changes that school."),
        aliases=("学校番号", "コード", "学校ID"),
    ),
    _text("name", "江東区立みどり台小学校", required=True, aliases=("学校名", "名称", "学校名称", "school name")),
    _text(
        "name_kana",
        "こうとうくりつみどりだいしょうがっこう",
        uniform=kana_reading,
        refusal=KanaField.refusal,
        aliases=("ふりがな", "フリガナ", "よみがな", "読み", "学校名かな"),
    ),
    _text("name_en", "Midoridai Elementary School", aliases=("英語名", "英語表記", "学校名（英語）", "English name")),
    _column(
        "school_type",
        Choice(SchoolType),
        "小学校",
        required=True,
        aliases=("学校種", "種別", "学校の種類", "type"),
    ),
    _column("founder", Choice(Founder), "municipal", aliases=("設置者", "設置区分", "設立", "設置主体")),
    _column(
        "municipality",
        Choice(municipality_choices),
        "江東区",
        required=True,
        aliases=("市区町村", "自治体", "区市町村名", "市区町村名"),
    ),
    _text(
        "postal_code",
        "135-0042",
        uniform=postal_code,
        refusal=PostalCodeField.refusal,
        aliases=("〒", "郵便", "zip", "zip code", "postcode"),
    ),
    _text("address", "東京都江東区", aliases=("所在地", "学校所在地", "住所")),
    _text(
        "phone",
        "03-0000-0000",
        uniform=phone_number,
        refusal=PhoneField.refusal,
        aliases=("電話番号", "電話", "TEL", "代表電話", "phone number"),
    ),
    _text(
        "email",
        "midoridai@example.jp",
        uniform=_email,
        refusal=EmailValidator.message,
        aliases=("メールアドレス", "メール", "Eメール", "mail"),
    ),
    _column("pupils", WholeNumber(0, MOST_PUPILS), "320", aliases=("児童数", "生徒数", "児童・生徒数", "在籍者数")),
    _text(
        MEXT,
        "",
        uniform=mext_code,
        refusal=MextCodeField.refusal,
        help=_("The code of 13 signs in the ministry's list of schools, where it is known."),
        aliases=("文科省学校コード", "文部科学省学校コード", "MEXT code"),
    ),
)
