"""The style page in Chromium: each section drawn, accessible, in colours of the reader, on paper."""

import pytest
from PIL import Image

from .addresses import LANGUAGES
from .conftest import log_in
from .test_every_page import axe_faults
from .test_html import faults, keep, validator  # noqa: F401

CHAPTERS = ["", "drawings/", "controls/", "forms/", "content/", "blocks/", "charts/", "schools/", "frame/"]
WINDOWS = ["header/0", "header/1", "member_header/0", "member_header/1", "hero/0", "error_page/0", "footer/0"]
WINDOWS += ["member_bar/0", "page_care/0", "page_care/1"]
# What shows nothing by its nature has a heading and two lines all the same.
LEAST_HEIGHT, LEAST_COLOURS = 60, 12
BACKGROUND = "node => getComputedStyle(node).backgroundColor"


@pytest.fixture
def desk(page):
    log_in(page, "editor", path="/cms/login/")
    return page


def addresses(language):
    pages = [f"/cms/styles/{slug}" for slug in CHAPTERS] + [f"/cms/styles/window/{name}/" for name in WINDOWS]
    return [f"{path}?language={language}" for path in pages]


@pytest.mark.parametrize("slug", CHAPTERS)
def test_each_section_is_drawn(desk, slug, tmp_path):
    desk.set_viewport_size({"width": 1280, "height": 900})
    desk.goto(f"/cms/styles/{slug}")
    for window in desk.locator("iframe").all():
        window.scroll_into_view_if_needed()
    sections = desk.locator("main section.styles__part, main .styles__drawings").all()
    assert sections
    for number, section in enumerate(sections):
        picture = tmp_path / f"{number:02d}.png"
        section.screenshot(path=picture)
        with Image.open(picture) as drawn:
            assert drawn.height >= LEAST_HEIGHT
            colours = drawn.convert("RGB").getcolors(drawn.width * drawn.height)
        assert len(colours) >= LEAST_COLOURS, section.get_attribute("id")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(desk, language, width):
    desk.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in addresses(language):
        desk.goto(path)
        assert desk.locator("html").get_attribute("lang") == language
        faults_here = axe_faults(desk)
        if desk.evaluate("document.documentElement.scrollWidth") > width:
            faults_here.append("wider than the screen")
        if faults_here:
            found[path] = faults_here
    assert found == {}


def test_the_html_is_valid(desk, validator, tmp_path):  # noqa: F811
    keep(desk, tmp_path, [path for language in LANGUAGES for path in addresses(language)])
    assert faults(validator, tmp_path) == []


def test_forced_states_are_those_of_pointer_and_keyboard(desk):
    """The sheet made for the style page shows what a real pointer and a real focus show."""
    desk.goto("/cms/styles/controls/")
    button = desk.locator("#components-button")
    plain = button.locator("button").first
    plain.hover()
    assert plain.evaluate(BACKGROUND) == button.locator(".is-hover").first.evaluate(BACKGROUND)
    outline = "node => getComputedStyle(node).outline"
    plain.focus()
    desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("Tab")
    assert plain.evaluate(outline) == button.locator(".is-focus").evaluate(outline)


def luminances(picture):
    """How light each pixel of a screenshot is, 0 to 255, as a set."""
    with Image.open(picture) as drawn:
        return {light for _count, light in drawn.convert("L").getcolors()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_colours_of_the_reader_states_and_charts_are_told_apart(desk, scheme, tmp_path):
    desk.emulate_media(forced_colors="active", color_scheme=scheme)
    # Axe reads the colours of the style sheets, which are not those on a dark screen.
    for slug in CHAPTERS if scheme == "light" else []:
        desk.goto(f"/cms/styles/{slug}")
        assert axe_faults(desk) == [], slug
    desk.goto("/cms/styles/charts/")
    for name in ("fit svg", "results_chart svg", "match_mark svg", "world_map svg.world", "overlap-svg svg"):
        part, tag = name.split(" ", 1)
        chart = desk.locator(f"#components-{part.replace('_', '-')} {tag}").first
        chart.screenshot(path=tmp_path / "chart.png")
        shades = luminances(tmp_path / "chart.png")
        # Dark ink and light ground: whatever the reader's ground is.
        assert min(shades) < 90, name
        assert max(shades) > 220, name
    desk.goto("/cms/styles/controls/")
    border = "node => getComputedStyle(node).borderInlineStartWidth"
    current, other = desk.locator(".pager [aria-current]"), desk.locator(".pager a").first
    assert current.evaluate(border) != other.evaluate(border)
    colour = "node => getComputedStyle(node).borderBlockEndColor"
    nav = desk.locator(".styles__contents .nav")
    assert nav.locator("[aria-current]").evaluate(colour) != nav.locator("a:not([aria-current])").first.evaluate(colour)


def test_whoever_wants_no_motion_gets_none(desk):
    desk.emulate_media(reduced_motion="reduce")
    desk.goto("/cms/styles/controls/")
    moving = """nodes => nodes.filter(node => {
        const style = getComputedStyle(node);
        return style.transitionDuration.split(", ").some(time => parseFloat(time) > 0) || style.translate !== "none";
    }).length"""
    assert desk.locator("body *").evaluate_all(moving) == 0
    desk.emulate_media(reduced_motion="no-preference")
    assert desk.locator(".btn").evaluate_all(moving) > 0


def test_on_paper_the_samples_stand_without_the_contents(desk):
    desk.goto("/cms/styles/content/")
    desk.emulate_media(media="print")
    assert not desk.locator(".styles__contents").is_visible()
    assert desk.locator("h1").is_visible()
