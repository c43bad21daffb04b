"""Each component renders from plain values, leaves out what it is not given, and obeys the content security policy."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import get_template
from django.utils.safestring import SafeString

from .conftest import Render

TEMPLATES = Path(settings.ROOT) / "templates"
DAY = datetime.date(2026, 11, 20)
PART = {"label": "theme", "value": 0.5, "known": True, "weight_school": 0.4, "weight_partner": 0.2, "sentence": "two"}
MATCH = {
    "rank": 1,
    "name": "Wattle Bay",
    "url": "/p/",
    "fit": 0.87,
    "fit_school": 0.88,
    "fit_partner": 0.86,
    "parts": [PART, {**PART, "value": 0.5, "known": False}],
}

# component, values, a text that must appear
SAMPLES: list[tuple[str, dict[str, Any], str]] = [
    ("button", {"label": "頼む", "url": "/x/", "kind": "go", "about": "A校"}, '<a class="btn btn--go" href="/x/">頼む'),
    (
        "button",
        {"label": "送る", "name": "act", "value": "1"},
        'class="btn" name="act" value="1">',
    ),
    ("more", {"label": "一覧", "url": "/x/"}, 'class="more"'),
    ("tag", {"label": "募集", "kind": "ks"}, "tag--ks"),
    ("chip", {"label": "給食", "url": "?"}, "を外す"),
    ("chips", {"chips": [{"label": "a", "url": "?"}, {"label": "b", "url": "?"}], "clear_url": "?"}, "すべて外す"),
    ("searchbox", {"id": "q", "label": "ことば", "value": '"<'}, 'value="&quot;&lt;"'),
    (
        "hero",
        {"phrases": ["a", "b"], "lead": "c", "actions": [{"label": "d", "url": "/"}]},
        '<span class="ph">a</span>',
    ),
    (
        "news_row",
        {"date": DAY, "title": "t", "url": "/n/"},
        '<time datetime="2026-11-20">令和8年11月20日（金曜日）</time>',
    ),
    ("type_item", {"code": "live_online", "title": "t"}, "img/type-live_online.svg"),
    ("case_card", {"title": "t", "url": "/c/", "drawing": "pic-sea", "tags": ["a"]}, "img/pic-sea.svg"),
    ("facts", {"facts": [("a", "b"), ("empty", "")]}, "<dt>a</dt><dd>b</dd></dl>"),
    ("facts", {"facts": [("none", 0)]}, "<dd>0</dd>"),
    ("pair", {"ours": {"title": "a"}, "theirs": {"title": "b", "lang": "en"}}, '<section lang="en"><h2>b</h2>'),
    ("quote", {"text": "x", "source": "y", "theirs": True}, "quote--yb"),
    ("note", {"title": "t", "text": "x", "kind": "shu", "status": True}, 'class="note note--shu" role="status"'),
    ("flow", {"steps": [{"title": "a", "text": "b"}]}, "<h3>a</h3>\n<p>b</p>"),
    ("empty_state", {"text": "a", "url": "/", "label": "b"}, "img/empty.svg"),
    (
        "table",
        {"caption": "c", "head": ["a", "b"], "rows": [["x", 1]], "numbers": [1], "stack": True},
        'data-label="b"',
    ),
    ("results_chart", {"caption": "c", "rows": [("a", 3, 2)], "value_head": "v", "before_head": "p"}, 'width="160.0"'),
    ("todo", {"tasks": [{"when": DAY, "title": "t", "url": "/", "action": "go", "urgent": "あと3日"}]}, "tag--shu"),
    ("dots", {"done": 1, "total": 3, "label": "now"}, '<i class="d"></i><i class="n"></i><i></i>'),
    ("fit", {"parts": MATCH["parts"]}, "本校は40点のうち20点、相手校は20点のうち10点。"),
    ("match_fit", {"fit": 0.87, "fit_school": 0.88, "fit_partner": 0.86}, "本校から 88／相手校から 86"),
    ("match_card", MATCH, "候補1"),
    ("match_card", {**MATCH, "folded": True, "actions": SafeString("<b>go</b>")}, "<details"),
    ("slots", {"slots": [{"when": "9:40", "local": "11:40"}]}, "<b>9:40</b>"),
    ("funnel", {"steps": [("all", 10), ("left", 1)]}, 'class="is-last"'),
    ("musts", {"musts": [{"value": "region", "label": "r", "checked": True, "effect": "e"}]}, 'value="region" checked'),
    ("hatch", {}, 'id="hatch"'),
    ("fit_legend", {}, "重なり"),
]


@pytest.mark.parametrize(("name", "values", "expected"), SAMPLES)
def test_component(render: Render, name: str, values: dict[str, Any], expected: str) -> None:
    keys = " ".join(f"{key}={key}" for key in values)
    inputs = f"with {keys} only" if keys else ""
    html = render(f"{{% include 'components/{name}.html' {inputs} %}}", **values)
    assert expected in html
    assert "None" not in html


def test_facets_end_in_their_count(render: Render) -> None:
    options = [{"value": "food", "label": "給食", "count": 3, "checked": True}]
    groups = [
        {"name": "theme", "label": "テーマ", "options": options},
        {"name": "year", "label": "年度", "options": []},
    ]
    source = "{% include 'components/facets.html' with groups=groups active=1 only %}"
    html = render(source, groups=groups)
    assert '<input type="checkbox" id="theme-food" name="theme" value="food" checked>' in html
    assert re.search(r'<span class="num">3件</span></label>', html)
    assert "年度" not in html
    assert '<span class="num">(3)</span></label>' in render(source, path="/en/search/", groups=groups)


def test_pager_keeps_the_filters_and_marks_the_page(render: Render) -> None:
    page = Paginator(list(range(100)), 10).page(5)
    html = render("{% include 'components/pager.html' with page_obj=page %}", path="/search/?q=a&page=5", page=page)
    assert 'href="?q=a&amp;page=6"' in html
    assert 'rel="next"' in html
    assert re.search(r'<span aria-current="page">5', html)
    assert html.count("pager__gap") == 2


def test_a_single_page_needs_no_pager(render: Render) -> None:
    page = Paginator([1], 10).page(1)
    assert render("{% include 'components/pager.html' with page_obj=page %}", page=page).strip() == ""


def test_query_string_goes_back_to_the_first_page(render: Render) -> None:
    source = "{% load portal_tags %}{% query_string theme__drop='food' %}"
    assert render(source, path="/search/?theme=food&theme=sdgs&page=3") == "?theme=sdgs"


def test_unknown_values_are_hatched_and_never_called_weak(render: Render) -> None:
    unknown = {**PART, "known": False, "value": 0.5}
    html = render("{% include 'components/fit.html' with parts=parts only %}", parts=[unknown])
    assert html.count('fill="url(#hatch)"') == 2
    assert "is-weak" not in html
    assert "まだ分かりません。" in html
    assert "is-weak" in render("{% include 'components/fit.html' with parts=parts only %}", parts=[PART])


@pytest.mark.parametrize("value", ["", None, "soon", []])
def test_dates_of_nothing_are_nothing(render: Render, value: Any) -> None:
    assert render("{% load portal_tags %}{{ value|long_date }}{{ value|fiscal_year }}", value=value) == ""


def test_fiscal_year_of_a_number_in_text(render: Render) -> None:
    source = "{% load portal_tags %}{{ value|fiscal_year }}"
    assert render(source, value="2026") == render(source, value=2026) == "令和8年度（2026年度）"


@pytest.mark.django_db
def test_title_joins_the_page_and_the_site(render: Render) -> None:
    source = "{% load portal_tags %}{% titled portal_settings.site_name %}{{ own }}{% endtitled %}"
    assert render(source, own="A & B") == "A &amp; B｜東京都国際交流コンシェルジュ"
    assert render(source, own="") == "東京都国際交流コンシェルジュ"
    assert render(source, path="/en/search/", own="Search") == "Search | Tokyo International Exchange Concierge"


def all_templates() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", all_templates())
def test_every_template_parses_and_obeys_the_policy(name: str) -> None:
    get_template(name)
    source = (TEMPLATES / name).read_text()
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)\s*=", source), "inline style or handler"
    assert "<style" not in source
    assert not re.search(r"<script(?![^>]*\bsrc=)", source), "inline script"
    assert not re.search(r'(src|href)="(https?:)?//', source), "third-party address"


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.stem)
def test_every_component_says_what_it_takes(path: Path) -> None:
    assert path.read_text().startswith("{% comment %}")
