"""The sheet of states, made of the public sheets, and the tokens with their contrast."""

import re

import pytest
from django.utils import translation

from portal.core.styles.drawings import drawings
from portal.core.styles.samples import both
from portal.core.styles.sheets import source_of, state_rules, states_sheet
from portal.core.styles.tokens import GROUNDS, INKS, Ratio, colours, contrast, ratios, tokens


def flat(css: str) -> str:
    return re.sub(r"\s+", " ", css).strip()


def test_rules_of_a_state_are_kept_as_classes_in_their_layers_and_queries() -> None:
    css = """
    @layer a, b; /* { a comment: not a rule } */
    @layer a {
      .x { color: red; }
      .x:hover, .y:focus-visible { color: blue; }
      @media (min-width: 1px) { .z:active { top: 0; } .w { top: 1px; } }
    }
    .v:focus-within { left: 0; }
    """
    kept = (
        "@layer a { .x.is-hover, .y.is-focus { color: blue; } @media (min-width: 1px) { .z.is-pressed { top: 0; } } }"
    )
    assert flat(state_rules(css)) == kept


@pytest.mark.parametrize("css", ["", "@import 'x';", ".a { color: red }", "/* :hover {} */"])
def test_a_sheet_without_states_gives_nothing(css: str) -> None:
    assert state_rules(css) == ""


def test_the_public_sheets_have_states_for_pointer_keyboard_and_finger() -> None:
    sheet = states_sheet()
    for rule in (".btn.is-hover", ".btn.is-pressed", ".btn--quiet.is-hover", ".btn--go.is-pressed", ".chip.is-hover"):
        assert rule in sheet
    assert re.search(r"^\s*\.is-focus\s*{", sheet, re.MULTILINE)
    assert not re.search(r":(hover|active|focus|focus-visible)\b", sheet)
    assert sheet.count("{") == sheet.count("}")


def test_a_sheet_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        source_of("css/nothing.css")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#fff", "#777") == contrast("#777", "#fff")


def test_a_ratio_is_cut_and_never_rounded_up() -> None:
    assert (Ratio("paper", 4.49).shown, Ratio("paper", 4.49).enough) == ("4.4", "graphics")
    assert Ratio("paper", 4.5).enough == "text"
    assert Ratio("paper", 2.99).enough == ""


# What stands on what, as the art direction lays it down.
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-2", "ai", "ai-deep", "visited") for ground in GROUNDS[:5]),
    *((ink, ground) for ink in ("ks", "ks-deep", "yb-deep", "shu") for ground in GROUNDS[:5]),
    *(("ink", ground) for ground in ("ai-soft", "yb-soft", "ks-soft", "yb")),
    *(("paper", ground) for ground in ("ai", "ai-deep", "ks", "ks-deep", "ink")),
    ("shu", "shu-wash"),
]
GRAPHICS = [("line-strong", "paper"), ("line-strong", "ai-wash"), ("yb-deep", "yb"), ("focus", "focus-ring")]


@pytest.mark.parametrize(
    ("ink", "ground", "least"), [(*pair, 4.5) for pair in TEXT] + [(*pair, 3) for pair in GRAPHICS]
)
def test_each_pair_in_use_has_its_contrast(ink: str, ground: str, least: float) -> None:
    found = colours()
    assert contrast(found[ink], found[ground]) >= least


def test_every_ink_and_every_ground_of_the_table_is_a_token() -> None:
    found = colours()
    assert {*INKS, *GROUNDS} <= set(found)
    assert [ink for ink, _row in ratios(found)] == list(INKS)
    assert tokens()["t-s"] == ".875rem"


def test_drawings_are_small_and_have_no_text_in_them() -> None:
    found = drawings()
    assert {"scene-news", "type-artwork", "empty"} <= {drawing.name for drawing in found}
    for drawing in found:
        assert drawing.width, drawing.name
        assert drawing.height, drawing.name
        assert drawing.size <= (6_144 if drawing.name.startswith("scene-") else 8_192), drawing.name
        text = source_of(drawing.path)
        assert not re.search(r"<text|style=|<style|<script|href=", text), drawing.name


def test_words_stand_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert both("はい", "Yes") == "Yes"
    with translation.override("ja"):
        assert both("はい", "Yes") == "はい"
