"""The codes hang together."""

from __future__ import annotations

from importlib import resources

from members.matching.criteria import values_of
from members.matching.iso_codes import COUNTRIES, LANGUAGES
from members.matching.rules import MUSTS, everybody
from members.matching.vocabulary import (
    CARD_TYPES,
    CRITERIA,
    EXCHANGE_TYPES,
    LIVE,
    SPOKEN_TYPES,
    THEMES,
    TOOLS,
    VISIT_TYPES,
)
from tests.members.matching.builders import EXAMPLE_PARTNER, EXAMPLE_WISH, facts


def test_the_countries_are_those_of_iso_3166() -> None:
    table = resources.files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text(encoding="utf-8")
    listed = {line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#")}
    assert listed == COUNTRIES


def test_the_languages_are_pairs_of_small_letters() -> None:
    assert len(LANGUAGES) == 183
    assert all(len(code) == 2 and code.isascii() and code.islower() for code in LANGUAGES)
    assert {"ja", "en", "zh", "ko", "fr", "vi"} <= LANGUAGES
    assert "jp" not in LANGUAGES


def test_each_exchange_type_is_of_one_kind() -> None:
    assert len(EXCHANGE_TYPES) == 11 == 1 + len(VISIT_TYPES) + len(CARD_TYPES)
    assert SPOKEN_TYPES == EXCHANGE_TYPES - CARD_TYPES
    assert LIVE in SPOKEN_TYPES


def test_sixteen_themes_and_six_tools() -> None:
    assert (len(THEMES), len(TOOLS)) == (16, 6)


def test_every_criterion_can_be_a_must_and_has_a_value() -> None:
    assert set(MUSTS) == set(CRITERIA)
    ours, partners = facts(EXAMPLE_WISH, EXAMPLE_PARTNER)
    assert len(values_of(ours, everybody(partners))) == len(CRITERIA)
