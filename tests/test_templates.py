"""Every template compiles, every page type has one, and each component names its inputs."""

from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template
from wagtail.models import get_page_models

from portal.core.pages.base import BasePage

ROOT = Path(__file__).resolve().parents[1] / "templates"
NAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.suffix in {".html", ".txt"})
OWN_PAGES = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(name):
    assert get_template(name).template.origin.name == str(ROOT / name)


@pytest.mark.parametrize("model", OWN_PAGES, ids=lambda model: model.__name__)
def test_a_page_type_has_a_template_of_its_own(model):
    app = apps.get_app_config(model._meta.app_label)
    name = model.template
    assert name.startswith(f"{app.label}/")
    assert get_template(name).template.origin.name == str(ROOT / name)


def test_there_are_page_types():
    assert len(OWN_PAGES) > 8


@pytest.mark.parametrize("path", sorted(ROOT.glob("components/*.html")), ids=lambda path: path.name)
def test_a_component_begins_with_what_it_takes(path):
    assert path.read_text("utf-8").startswith("{% comment %}")
