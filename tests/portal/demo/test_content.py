"""The hand-written files alone: complete in both languages, consistent, and without anybody's name."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from newsletter.blocks import IssueBlock
from portal.core.countries import country_choices, language_choices
from portal.core.dates import fiscal_year_of
from portal.core.municipalities import MUNICIPALITIES
from portal.core.vocabulary import ExchangeType, Grade, LessonSlot, SchoolType, Subject, Theme, Tool
from portal.demo import content
from portal.demo.content import CONTENT, PICTURES

JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uff01-\uff5e]")
NAMED_PUPIL = re.compile(r"[一-龠ァ-ヶー]{1,6}(?:さん|くん|ちゃん|君)")
LONGEST_SENTENCE = 60

FILES = sorted(CONTENT.rglob("*.toml"))


def bilingual_texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if any(isinstance(value.get(language), str) for language in content.LANGUAGES):
            yield path, value
        else:
            for key, part in value.items():
                yield from bilingual_texts(part, f"{path}.{key}")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from bilingual_texts(part, f"{path}[{number}]")


def all_texts(language: str) -> Iterator[tuple[str, str]]:
    for file in FILES:
        for path, text in bilingual_texts(tomllib.loads(file.read_text(encoding="utf-8"))):
            yield f"{file.name}{path}", text[language]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_stands_in_both_languages(file: Any) -> None:
    for path, text in bilingual_texts(tomllib.loads(file.read_text(encoding="utf-8"))):
        assert {"ja", "en"} <= set(text), path
        assert bool(text["ja"]) == bool(text["en"]), path


def test_no_japanese_is_left_in_english() -> None:
    assert [place for place, text in all_texts("en") if JAPANESE.search(text)] == []


def test_japanese_sentences_are_short() -> None:
    def sentences(text: str) -> list[str]:
        shown = re.sub(r"\]\(/[^)]*\)", "", text)
        # The full name of a standard is nobody's to shorten.
        shown = re.sub(r"「高齢者・障害者等配慮設計指針[^」]*」", "", shown)
        return [part for part in re.split(r"[。\n]", shown) if part]

    too_long = [
        (place, one) for place, text in all_texts("ja") for one in sentences(text) if len(one) > LONGEST_SENTENCE
    ]
    assert too_long == []


def test_nobody_is_named() -> None:
    assert [place for place, text in all_texts("ja") if NAMED_PUPIL.search(text)] == []


def test_the_archive_is_as_varied_as_promised() -> None:
    cases = content.cases().values()
    assert len(cases) >= 14
    assert {case["school_type"] for case in cases} == set(SchoolType.values)
    assert len({code for case in cases for code in case["countries"]}) >= 9
    assert len({code for case in cases for code in case["exchange_types"]}) >= 7
    years = {case["date_from"].year - (case["date_from"].month < 4) for case in cases}
    assert {2022, 2023, 2024, 2025, 2026} <= years
    assert {MUNICIPALITIES[case["municipality"]].area.value for case in cases} == {"wards", "tama", "islands"}
    assert any(not case["school_name"]["ja"] for case in cases)


def test_titles_differ_and_hold_words_worth_searching() -> None:
    titles = [case["title"]["ja"] for case in content.cases().values()]
    assert len(set(titles)) == len(titles)
    for word in ("給食", "台湾", "ヴァイオリン", "コンピューター", "オンライン", "カード"):
        assert any(word in title for title in titles), word


@pytest.mark.parametrize("slug", content.cases())
def test_a_case_uses_known_codes_and_a_school_day(slug: str) -> None:
    case = content.cases()[slug]
    vocabularies = {
        "grades": Grade.values,
        "exchange_types": ExchangeType.values,
        "themes": Theme.values,
        "subjects": Subject.values,
        "tools": Tool.values,
        "lesson_slots": LessonSlot.values,
        "countries": [code for code, _name in country_choices()],
        "languages": [code for code, _name in language_choices()],
    }
    for name, codes in vocabularies.items():
        assert set(case[name]) <= set(codes), name
    assert case["date_from"].weekday() < 5
    assert case.get("date_until", case["date_from"]) >= case["date_from"]
    assert 2 <= len(case["voices"]) <= 4
    assert all(row["time"] for row in case["timetable"])


# The cases whose timetable opens with the partner's clock: zone, and the day of that meeting.
CLOCKS = {
    "lunch-taipei": ("Asia/Taipei", "2025-11-12"),
    "river-brisbane": ("Australia/Brisbane", "2026-06-16"),
    "manga-paris": ("Europe/Paris", "2024-01-24"),
    "violin-chiang-mai": ("Asia/Bangkok", "2024-01-25"),
    "tsunami-hawaii": ("Pacific/Honolulu", "2026-01-21"),
    "product-danang": ("Asia/Ho_Chi_Minh", "2024-12-06"),
    "korea-favourite-song": ("Asia/Seoul", "2026-10-15"),
    "evening-dubai": ("Asia/Dubai", "2025-11-18"),
    "whales-ogasawara": ("Australia/Sydney", "2023-06-22"),
    "kuku-pune": ("Asia/Kolkata", "2026-09-16"),
    "speech-sydney": ("Australia/Sydney", "2021-06-16"),
    "lunch-johor": ("Asia/Kuala_Lumpur", "2025-11-20"),
}


@pytest.mark.parametrize("slug", CLOCKS)
def test_the_partners_clock_is_told_rightly(slug: str) -> None:
    zone, day = CLOCKS[slug]
    first = content.cases()[slug]["timetable"][0]
    begins = datetime.time.fromisoformat(first["time"].zfill(5))
    here = datetime.datetime.combine(datetime.date.fromisoformat(day), begins, ZoneInfo("Asia/Tokyo"))
    there = here.astimezone(ZoneInfo(zone))
    assert here.weekday() < 5
    assert f"{there:%-H:%M}" in first["en"]
    assert ("day before" in first["en"]) == (there.date() < here.date())


def test_enough_of_everything_else() -> None:
    assert len(content.read("faq")["entries"]) >= 10
    assert {entry["category"] for entry in content.read("faq")["entries"]} == {
        "start",
        "partner",
        "day",
        "cost",
        "account",
        "privacy",
    }
    assert len(content.read("news")["children"]) >= 3
    assert [page["exchange_type"] for page in content.read("activities")["children"]] == ExchangeType.values
    assert len(content.read("schools")["schools"]) >= 4
    tables = content.read("partners")
    assert len(tables["partners"]) >= 40
    assert len({tables["regions"][partner["at"]]["country"] for partner in tables["partners"]}) >= 15
    assert {partner.get("status", "active") for partner in tables["partners"]} == {"active", "paused", "closed"}
    assert all(partner["at"] in tables["regions"] for partner in tables["partners"])


def test_the_issues_show_every_block_over_three_fiscal_years() -> None:
    issues = content.read("newsletter")["children"]
    assert [issue["number"] for issue in issues] == [1, 2, 3, 4, 5]
    assert len({fiscal_year_of(issue["month"]) for issue in issues}) == 3
    assert {block["type"] for issue in issues for block in issue["body"]} == set(IssueBlock().child_blocks)
    assert len({block["type"] for block in issues[-1]["body"]}) >= 12


def test_the_first_issue_marks_its_figures_as_samples() -> None:
    blocks = content.read("newsletter")["children"][0]["body"]
    chart = next(block for block in blocks if block["type"] == "results_chart")
    assert chart["is_sample"] is True
    assert chart["heading"]["ja"] == "令和2年度　校種別利用比率"
    assert sum(row["value"] for row in chart["rows"]) == 100
    kinds = {block["type"] for block in blocks}
    assert {"greeting", "text", "roles", "flow", "note", "case_teaser", "questions", "contact"} <= kinds


def test_contact_data_are_placeholders() -> None:
    settings = content.read("settings")
    assert settings["phone"] == "03-0000-0000"
    assert settings["email"].endswith("@example.jp")
    assert all(re.search(r"-0+-", school["phone"]) for school in content.read("schools")["schools"])


@pytest.mark.parametrize("name", content.read("pictures")["pictures"])
def test_a_drawing_is_small_and_plain(name: str) -> None:
    drawing = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert len(drawing) < 8_000
    assert "style" not in drawing
    assert "<script" not in drawing
    assert "<text" not in drawing
    raster = PICTURES / f"{name}.png"
    assert raster.stat().st_size <= 60_000
    with Image.open(raster) as picture:
        assert picture.size == (1600, 1200)
        assert picture.mode == "P"


def test_every_picture_is_used_and_every_case_and_issue_has_one_of_its_own() -> None:
    photographs = {one["picture"] for case in content.cases().values() for one in case.get("photographs", [])}
    wanted = {*photographs, *content.cases(), *(issue["picture"] for issue in content.read("newsletter")["children"])}
    assert set(content.read("pictures")["pictures"]) == wanted
    drawings = [(PICTURES / f"{name}.svg").read_bytes() for name in wanted]
    assert len(set(drawings)) == len(drawings)
