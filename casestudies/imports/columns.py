"""The columns of a spreadsheet of case studies, each with what may stand in it and an example."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from casestudies.models import CaseStudyPage
from portal.core.imports.columns import Column
from portal.core.imports.kinds import Choice, Choices, Day, Kind, Text, WholeNumber, YesNo
from portal.core.vocabulary import Grade

from .rows import Timetable, Voices
from .texts import Story

KEY = "code"
_TO_HALF_WIDTH: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TO_HALF_WIDTH |= dict.fromkeys(map(ord, "−‐ー"), "-")
_GRADES = {
    **{f"小{year}": f"e{year}" for year in range(1, 7)},
    **{f"小学{year}年": f"e{year}" for year in range(1, 7)},
    **{f"{school}{year}": f"{code}{year}" for school, code in (("中", "j"), ("高", "h")) for year in range(1, 4)},
    **{f"{school}{year}年": f"{code}{year}" for school, code in (("中", "j"), ("高", "h")) for year in range(1, 4)},
}


def _slug(text: str) -> str:
    """An address in small letters; ValueError for what cannot be one."""
    found = text.translate(_TO_HALF_WIDTH).lower()
    try:
        validate_slug(found)
    except ValidationError as error:
        raise ValueError(text) from error
    return found


def _column(name: str, kind: Kind, example: str = "", **options: Any) -> Column:
    """A column of the page's field of that name, with its label and help."""
    field = CaseStudyPage._meta.get_field(name)
    return Column(name, field.verbose_name, kind, example=example, **{"help": field.help_text, **options})


def _codes(name: str, example: str, **options: Any) -> Column:
    """A column for several codes of the field's vocabulary."""
    field: Any = CaseStudyPage._meta.get_field(name)
    aliases = _GRADES if field.vocabulary is Grade else None
    return _column(name, Choices(field.vocabulary_choices, aliases=aliases), example, **options)


def _choice(name: str, example: str, **options: Any) -> Column:
    """A column for one code of the field's choices."""
    field: Any = CaseStudyPage._meta.get_field(name)
    return _column(name, Choice(lambda: field.choices), example, **options)


def _text(name: str, example: str = "", **options: Any) -> Column:
    field: Any = CaseStudyPage._meta.get_field(name)
    return _column(name, Text(field.max_length), example, **options)


def cases_by_code() -> list[tuple[str, str]]:
    """The Japanese cases there are: what a row may name as related."""
    cases = CaseStudyPage.objects.filter(locale__language_code="ja")
    return list(cases.values_list("slug", "draft_title"))


COLUMNS = (
    Column(
        KEY,
        _("code of the case"),
        Text(80, uniform=_slug, refusal=_("Use letters a–z, digits and hyphens only.")),
        required=True,
        help=_("The last part of the page's address. A row with the code of a case in the archive changes that case."),
        example="example",
    ),
    _text("title", "給食を紹介し合おう", required=True, help=""),
    _column("summary", Text(400), "両校の5年生が、給食の写真を見せながら英語で紹介し合いました。"),
    _text("school_name", "区立みどり台小学校"),
    _column("school_unnamed", YesNo()),
    _choice("school_type", "小学校", required=True),
    _choice("founder", "municipal"),
    _choice("municipality", "江東区"),
    _codes("grades", "小5"),
    _column("pupils", WholeNumber(), "32"),
    _column("teachers", WholeNumber(), "2"),
    _choice("group_scale", "class"),
    _column("first_timer", YesNo(), "○"),
    _column("leading_school", YesNo()),
    _codes("countries", "台湾"),
    _text("partner_place", "台北市"),
    _text("partner_school", "台北市立の小学校"),
    _column("partner_unnamed", YesNo(), "○"),
    _column("partner_age_min", WholeNumber(3, 25), "10"),
    _column("partner_age_max", WholeNumber(3, 25), "11"),
    _column("partner_pupils", WholeNumber(), "28"),
    _codes("exchange_types", "live_online"),
    _codes("themes", "food；school_life"),
    _codes("subjects", "foreign_language"),
    _codes("languages", "英語"),
    _codes("tools", "Zoom"),
    _codes("lesson_slots", "p3"),
    _column("date_from", Day(), "令和7年11月12日", required=True),
    _column("date_until", Day()),
    _column("minutes", WholeNumber(1, 600), "45"),
    _column("meetings", WholeNumber(1, 365), "1"),
    _column("background", Story(), "英語で話したことが伝わる経験をさせたいと考えました。"),
    _column("aims", Story(), "自分たちの学校生活を英語で紹介します。"),
    _column("preparation_teachers", Story(), "当日の進行を相手校と打ち合わせました。"),
    _column("preparation_pupils", Story(), "班ごとに紹介する献立を決め、写真を用意しました。"),
    _column("preparation_concierge", Story(), "相手校を紹介し、接続の確認に立ち会いました。"),
    _column("timetable", Timetable(), "10:40 あいさつ\n10:45 給食の紹介\n11:15 質問"),
    _column("materials", Story(), "・大型提示装置\n・献立の写真"),
    _column("afterwork", Story(), "相手校に礼状を送りました。"),
    _column("voices", Voices(), "児童（小5）：発音が伝わってうれしかったです。\n教員：質問が次々に出ました。"),
    _column("ingenuity", Story(), "質問を前もって交換しました。"),
    _column("challenges", Story(), "音声が届きにくい場面があり、マイクを替えました。"),
    _text("programme_name"),
    _column("related", Choices(cases_by_code, listed=False, most=3), help=_("Codes of cases in the archive.")),
    _column("approved_on", Day(), "2025-12-01"),
)
