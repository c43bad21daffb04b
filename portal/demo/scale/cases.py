"""Generated case studies, every tenth with an English version."""

import datetime
import uuid
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from casestudies.changes import cases_changed
from casestudies.models import CaseStudyIndexPage, CaseStudyPage

from ..translations import locales
from .dice import BATCH, PREFIX
from .facts import Facts, facts_of
from .story import Teller

_CASES_A_TRANSLATION = 10
_COVERED = 0.6


class _Tree:
    """The archive of one language, with free places behind its last case."""

    def __init__(self, parent: CaseStudyIndexPage) -> None:
        self.parent = parent
        self.places = self._free_places()

    def _free_places(self) -> Iterator[str]:
        last = self.parent.get_last_child()
        place = int(last.path[-Page.steplen :], 36) if last else 0
        while True:
            place += 1
            yield Page._get_path(self.parent.path, self.parent.depth + 1, place)

    @cached_property
    def covers(self) -> list[int]:
        """The pictures of the hand-written cases."""
        cases = CaseStudyPage.objects.child_of(self.parent).exclude(slug__startswith=PREFIX).order_by("pk")
        return [key for key in cases.values_list("cover_id", flat=True) if key is not None]

    def close(self) -> None:
        number = Page.objects.child_of(self.parent).count()
        Page.objects.filter(pk=self.parent.pk).update(numchild=number)


@transaction.atomic
def add_cases(number: int) -> None:
    """Add what is missing for `number` generated cases in Japanese; their English versions come on top."""
    trees = [_Tree(CaseStudyIndexPage.objects.get(locale=locale)) for locale in locales()]
    present = Page.objects.child_of(trees[0].parent).filter(slug__startswith=PREFIX).count()
    if present >= number:
        return
    for first in range(present, number, BATCH):
        cases = [case for n in range(first, min(first + BATCH, number)) for case in _versions(trees, facts_of(n))]
        _insert_pages(cases)
        get_search_backend().add_bulk(CaseStudyPage, cases)
    for tree in trees:
        tree.close()
    cases_changed()


def _versions(trees: list[_Tree], facts: Facts) -> Iterator[CaseStudyPage]:
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{PREFIX}{facts.number}")
    cover = facts.dice.choice(trees[0].covers) if trees[0].covers and facts.dice.random() < _COVERED else None
    yield _case(trees[0], facts, key, cover)
    if facts.number % _CASES_A_TRANSLATION == 0:
        yield _case(trees[1], facts, key, cover)


def _case(tree: _Tree, facts: Facts, key: uuid.UUID, cover: int | None) -> CaseStudyPage:
    parent = tree.parent
    teller = Teller(facts, parent.locale.language_code)
    slug = f"{PREFIX}{facts.number:06}"
    published = datetime.datetime.combine(facts.columns["approved_on"], datetime.time(9), datetime.UTC)
    case = CaseStudyPage(
        slug=slug,
        path=next(tree.places),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        locale=parent.locale,
        translation_key=key,
        content_type=ContentType.objects.get_for_model(CaseStudyPage),
        live=True,
        first_published_at=published,
        last_published_at=published,
        cover_id=cover,
        **facts.columns,
        **teller.columns(),
    )
    case.draft_title = case.title
    case.timetable = _stream(case, "timetable", teller.timetable())
    case.voices = _stream(case, "voices", teller.voices())
    return case


def _stream(case: CaseStudyPage, name: str, rows: list[dict[str, Any]]) -> StreamValue:
    return StreamValue(case._meta.get_field(name).stream_block, rows, is_lazy=True)


def _insert_pages(cases: list[CaseStudyPage]) -> None:
    """Write both tables of each page in two statements: `bulk_create` refuses models of two tables."""
    fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    pages = Page.objects.bulk_create(Page(**{name: getattr(case, name) for name in fields}) for case in cases)
    for case, page in zip(cases, pages, strict=True):
        case.pk = case.page_ptr_id = case.id = page.pk
    manager: Any = CaseStudyPage._base_manager
    manager._insert(cases, fields=CaseStudyPage._meta.local_concrete_fields, using=manager.db)
