"""The public pages: written in Japanese, published, and translated, one page after the other from the top down."""

import datetime
import json
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey
from django.utils import timezone
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.models import HomePage
from portal.core.fields import CodeListField

from . import content
from .blocks import BlockWriter
from .cases import case_table
from .content import ContentError, Table, in_language
from .documents import document_id
from .events import event_table
from .markup import rich_text
from .pictures import image_id
from .translations import locales, translate

# The files of the pages under the home page, in the order of the menu; the last three stand in the footer.
SECTIONS = (
    "about",
    "activities",
    "regions",
    "casestudies",
    "programmes",
    "events",
    "newsletter",
    "faq",
    "contact",
    "news",
    "statistics",
    "easy",
)
PUBLISHED_AT = datetime.time(10)
_NOT_FIELDS = {"japanese_only", "type", "slug", "in_menu", "children", "entries", "figures", "picture", "published"}


class PageBuilder:
    """Builds the tree below the Japanese home page."""

    def __init__(self) -> None:
        self.japanese, self.english = locales()
        self.home = HomePage.objects.get(locale=self.japanese, depth=2)
        self.writer = BlockWriter(self.page_id, image_id, document_id)
        self._ids: dict[str, int] = {}

    def build(self) -> None:
        """Write everything. All pages stand before any is filled, so that every text may link to every page."""
        tables = [content.read(name) for name in SECTIONS] + content.read("policies")["pages"]
        sections = [(self._ensure(self.home, table), table) for table in tables]
        children = [(self._ensure(page, child), child) for page, table in sections for child in _children(table)]
        # Parents come before their children: a child is put below the translation of its parent.
        pages = [(self.home, content.read("home")), *sections, *children]
        for page, table in pages:
            self._fill(page, table)
        for page, table in pages:
            if not table.get("japanese_only"):
                self._translate(page, table)

    def page_id(self, path: str) -> int:
        """The primary key of the Japanese page at an address; raises `ContentError` for a dead link."""
        if path not in self._ids:
            found = Page.objects.filter(url_path=self.home.url_path + path.lstrip("/")).first()
            if found is None:
                raise ContentError(f"no page at {path}")
            self._ids[path] = found.pk
        return self._ids[path]

    @transaction.atomic
    def _ensure(self, parent: Page, table: Table) -> Any:
        """The page as far as it is needed to be linked: its place, its title and its facts."""
        page = _model(table).objects.child_of(parent).filter(slug=table["slug"]).first()
        if page is None:
            plain = {name: value for name, value in table.items() if name in _NOT_FIELDS or not _may_link(table, name)}
            facts = self._values(plain, "ja")
            page = _model(table)(slug=table["slug"], locale=self.japanese, live=False, **facts)
            parent.refresh_from_db()
            parent.add_child(instance=page)
        return page

    @transaction.atomic
    def _fill(self, page: Any, table: Table) -> None:
        """Give a page its content and publish it, if anything changed."""
        values = self._values(table, "ja")
        values["show_in_menus"] = table.get("in_menu", False)
        values["cover_id"] = image_id(table["picture"]) if "picture" in table else None
        if page.live and not _changes(page, values):
            return
        for name, value in values.items():
            setattr(page, name, value)
        page.full_clean()
        page.save_revision().publish()
        _date(page, table)
        page.refresh_from_db()

    @transaction.atomic
    def _translate(self, page: Any, table: Table) -> None:
        english = page.get_translation_or_none(self.english)
        values = self._values(table, "en")
        if english is not None and english.live and not _changes(english, values):
            return
        translate(page, values, self.english)
        _date(page.get_translation(self.english), table)

    def _values(self, table: Table, language: str) -> dict[str, Any]:
        """Field values of a page in one language; streams as JSON text."""
        model, path = _model(table), f"{table['type']}/{table['slug']}"
        values = {}
        for name, value in in_language(table, language).items():
            if name not in _NOT_FIELDS:
                field = model._meta.get_field(name)
                values[field.attname] = self._value(field, value, f"{path}/{name}")
        return values

    def _value(self, field: Any, value: Any, path: str) -> Any:
        if isinstance(field, StreamField):
            return json.dumps(self.writer.stream(field.stream_block, value, path), ensure_ascii=False)
        if isinstance(field, RichTextField):
            return rich_text(value, self.page_id)
        if isinstance(field, ForeignKey):
            return self.page_id(value)
        return field.sorted(value) if isinstance(field, CodeListField) else value


def _date(page: Page, table: Table) -> None:
    """Let a page have been published on its day, in the morning, where its table names one."""
    if "published" in table:
        moment = datetime.datetime.combine(table["published"], PUBLISHED_AT, timezone.get_current_timezone())
        Page.objects.filter(pk=page.pk).update(first_published_at=moment)


def _children(table: Table) -> list[Table]:
    """The tables of the pages below a section; the case studies have a file each, events are dated from today."""
    if table["slug"] == "casestudies":
        return [case_table(slug, case) for slug, case in content.cases().items()]
    children: list[Table] = table.get("children", [])
    return [event_table(child) for child in children] if table["slug"] == "events" else children


@lru_cache
def _model_named(name: str) -> Any:
    return apps.get_model(name)


def _model(table: Table) -> Any:
    return _model_named(table["type"])


def _may_link(table: Table, name: str) -> bool:
    return isinstance(_model(table)._meta.get_field(name), StreamField | RichTextField | ForeignKey)


def _changes(page: Any, values: dict[str, Any]) -> bool:
    """Whether any of these values differs from what the page holds."""
    return any(_comparable(page, name) != _normal(page, name, value) for name, value in values.items())


def _comparable(page: Any, name: str) -> Any:
    value = getattr(page, name)
    return list(value.raw_data) if hasattr(value, "raw_data") else value


def _normal(page: Any, name: str, value: Any) -> Any:
    if isinstance(page._meta.get_field(name), StreamField):
        return json.loads(value)
    return value
