"""Each component renders from plain values, leaves out what it is not given, and obeys the content security policy."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import get_template
from django.test import RequestFactory

from portal.core.styles.registry import all_components
from portal.core.styles.rendering import sample_html
from portal.core.styles.samples import Component, Sample

from .conftest import Render

TEMPLATES = Path(settings.ROOT) / "templates"
SHOWN = [(component, sample) for component in all_components() for sample in component.samples if sample.expected]
PART = {"label": "theme", "value": 0.5, "known": True, "weight_school": 0.4, "weight_partner": 0.2, "sentence": "two"}


@pytest.mark.parametrize(
    ("fit", "words"),
    [(0.70, "よく合います"), (0.695, "よく合います"), (0.69, "合います"), (0.55, "合います"), (0.4, "一部が合います")],
)
def test_a_match_is_told_in_words_too(render: Render, fit: float, words: str) -> None:
    html = render("{% include 'components/match_fit.html' with fit=fit fit_school=fit fit_partner=fit only %}", fit=fit)

    assert f'<span class="tag">{words}</span>' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("component", "sample"), SHOWN, ids=[f"{component.anchor}: {sample.state}" for component, sample in SHOWN]
)
def test_component(rf: RequestFactory, component: Component, sample: Sample) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    html = sample_html(component, sample, request)
    assert sample.expected in html
    assert "None" not in html


def test_the_style_page_leaves_no_component_and_no_block_out() -> None:
    named = [component.template for component in all_components()]
    files = [f"{folder}/{path.stem}" for folder in ("components", "blocks") for path in (TEMPLATES / folder).iterdir()]
    assert sorted(named) == sorted(files)


def test_each_component_shows_its_states_and_says_when_to_use_it() -> None:
    for component in all_components():
        states = [sample.state for sample in component.samples]
        assert states
        assert len(states) == len(set(states)), component.template
        assert component.use


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
