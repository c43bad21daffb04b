"""The columns of a spreadsheet of partner schools, each with what may stand in it and an example."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from members.matching.zones import zone_names
from members.partners.models import PartnerSchool
from members.partners.regions import REGIONS
from members.partners.states import PartnerStatus
from members.partners.validators import is_language_tag
from portal.core.countries import country_choices, language_choices
from portal.core.imports.columns import Column
from portal.core.imports.kinds import Choice, Choices, Day, Kind, WholeNumber
from portal.core.vocabulary import ExchangeType, Month, Theme, Tool

from .kinds import CleanText, LanguageLevels, Periods, Region

KEY = "code"
PERIODS = "periods"
MOST_CAPACITY, MOST_PUPILS = 50, 2_000
YOUNGEST, OLDEST = 3, 20

_validate_url = URLValidator(schemes=["http", "https"])


def _code(text: str) -> str:
    """A partner's code in half width; ValueError for other signs than letters, digits and hyphens."""
    found = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[0-9A-Za-z-]+", found):
        raise ValueError(text)
    return found


def _validated(validate: Any) -> Any:
    """A function that gives the text back when it is valid and raises ValueError when it is not."""

    def uniform(text: str) -> str:
        try:
            validate(text)
        except ValidationError as error:
            raise ValueError(text) from error
        return text

    return uniform


def _column(name: str, kind: Kind, example: str = "", **options: Any) -> Column:
    """A column of the partner's field of that name, with its label."""
    field: Any = PartnerSchool._meta.get_field(name)
    return Column(name, field.verbose_name, kind, example=example, **options)


def _text(
    name: str, example: str = "", *, lines: bool = False, uniform: Any = None, refusal: Any = None, **options: Any
) -> Column:
    field: Any = PartnerSchool._meta.get_field(name)
    kind = CleanText(field.max_length, lines=lines, uniform=uniform, refusal=refusal)
    return _column(name, kind, example, **options)


def _zones() -> list[tuple[str, str]]:
    return [(name, name) for name in sorted(zone_names())]


def _regions() -> list[tuple[str, str]]:
    from members.partners.regions import region_name

    return [(code, region_name(code)) for code in REGIONS]


_WHO = (
    _text(
        KEY,
        "example",
        uniform=_code,
        refusal=_("Use letters, digits and hyphens only."),
        required=True,
        help=_("A row with the code of a registered partner changes that partner."),
        aliases=("相手校番号", "コード", "ID", "school ID", "partner ID"),
    ),
    _text(
        "name",
        "ワトルベイ小学校",
        required=True,
        aliases=("学校名", "名称", "相手校名", "school name", "school"),
    ),
    _text("name_en", "Wattle Bay Public School", aliases=("英語名", "英文名", "学校名（英語）", "English name")),
    _text("name_local", "", aliases=("現地名", "現地語名", "local name", "native name")),
    _text(
        "local_language",
        "",
        uniform=_validated(is_language_tag),
        refusal=is_language_tag.message,
        aliases=("現地語", "language tag"),
    ),
    _column("country", Choice(country_choices), "AU", required=True, aliases=("国名", "国", "国・地域名", "nation")),
    _column("region", Region(_regions), "AU-NSW", aliases=("州", "州・県", "地域コード", "province")),
    _text("city", "Sydney", aliases=("都市名", "市", "所在地", "town")),
    _text("city_ja", "シドニー", aliases=("都市名（日本語）",)),
    _column(
        "timezone",
        Choice(_zones, listed=False),
        "Australia/Sydney",
        help=_("An IANA name. Empty when it is not known."),
        aliases=("タイムゾーン", "標準時", "time zone", "tz"),
    ),
)
_WANTED = (
    _column("age_min", WholeNumber(YOUNGEST, OLDEST), "8", aliases=("最低年齢", "年齢下限", "youngest", "age from")),
    _column("age_max", WholeNumber(YOUNGEST, OLDEST), "12", aliases=("最高年齢", "年齢上限", "oldest", "age to")),
    _column(
        "exchange_types",
        Choices(ExchangeType),
        "live_online;letter_card",
        aliases=("交流種別", "交流形態", "交流方法", "exchange type"),
    ),
    _column("languages", LanguageLevels(language_choices), "en:4;ja:1", aliases=("使用言語", "対応言語", "language")),
    _column("themes", Choices(Theme), "school_life;food", aliases=("交流テーマ", "テーマ一覧", "topics", "theme")),
    _column("months", Choices(Month), "5;6;10", aliases=("実施月", "希望月", "交流可能月", "month")),
    _column(
        "class_size", WholeNumber(1, MOST_PUPILS), "28", aliases=("学級人数", "人数", "生徒数", "number of pupils")
    ),
    _column("tools", Choices(Tool), "zoom;teams", aliases=("使用ツール", "オンラインツール", "tool")),
    _column(
        "capacity",
        WholeNumber(0, MOST_CAPACITY),
        "2",
        help=_("1 for a new partner when the cell is empty."),
        aliases=("受入れ数", "受入可能数", "定員", "places"),
    ),
)
_DESK = (
    _column(
        "status",
        Choice(PartnerStatus),
        "active",
        help=_("Active for a new partner when the cell is empty."),
        aliases=("状況", "ステータス", "activity"),
    ),
    _column("confirmed_on", Day(), "2026-04-20", aliases=("確認日", "最終確認", "confirmed", "last confirmed")),
    _text(
        "website",
        "https://wattlebay.example.com",
        uniform=_validated(_validate_url),
        refusal=_("Enter an address that begins with https:// or http://."),
        aliases=("URL", "ホームページ", "HP", "web site", "homepage"),
    ),
    _text(
        "contact_name", "International exchange coordinator", aliases=("担当者", "担当者名", "contact", "coordinator")
    ),
    _text(
        "contact_email",
        "wattlebay@example.com",
        uniform=_validated(validate_email),
        refusal=validate_email.message,
        aliases=("メールアドレス", "メール", "担当者メール", "email", "e-mail"),
    ),
    _text(
        "letter_language",
        "en",
        uniform=_validated(is_language_tag),
        refusal=is_language_tag.message,
        help=_("en for a new partner when the cell is empty."),
        aliases=("連絡言語",),
    ),
    Column(
        PERIODS,
        _("Weekly lessons (local time)"),
        Periods(),
        example="mon 09:00-09:50;tue 10:00-10:45",
        help=_("They replace all lessons there were."),
        aliases=("時間割", "授業時間", "校時", "lessons", "timetable"),
    ),
    _text("introduction_ja", "", lines=True, aliases=("紹介文", "学校紹介", "紹介（日本語）")),
    _text("introduction_en", "", lines=True, aliases=("紹介文（英語）", "about", "introduction")),
    _text("notes", "", lines=True, aliases=("備考", "メモ", "note", "remarks")),
)
COLUMNS = (*_WHO, *_WANTED, *_DESK)
