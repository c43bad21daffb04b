"""Cases as an import sees them: the newest version of each, as values by column, and values made into fields."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision, WorkflowState

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from portal.core.fields import CodeListField
from portal.core.imports.columns import by_name
from portal.core.imports.importer import Values
from portal.core.imports.kinds import Day, Value

from .columns import COLUMNS, KEY
from .rows import Timetable, Voices, rows_of, stream_of, uniform_time
from .texts import Story, plain_text, rich_text

_CHUNK = 500
_KINDS = {name: column.kind for name, column in by_name(COLUMNS).items()}
TIMETABLE, VOICES, RELATED = ("time", "activity"), ("speaker", "detail", "text"), "related"


@dataclass(frozen=True, eq=False)
class CaseRecord:
    """A case in the archive: the page as its table has it, its newest version to read, and whether it is locked.

    `related` are the codes of its related cases.
    """

    page: CaseStudyPage
    newest: CaseStudyPage
    is_busy: bool
    related: list[str]


def find_cases(archive: CaseStudyIndexPage, codes: Collection[str], *, lock: bool) -> dict[str, CaseRecord]:
    """The cases of the archive with these codes; `lock` for the rest of the transaction. Few queries, however many."""
    pages = [page for chunk in _chunks(sorted(codes)) for page in _pages(archive, chunk, lock=lock)]
    busy = {key for chunk in _chunks([str(page.pk) for page in pages]) for key in _busy(chunk)}
    newest = {page.pk: _newest(page) for page in pages}
    related = {pk: _related_keys(case) for pk, case in newest.items()}
    wanted = {key for keys in related.values() for key in keys}
    slugs = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "slug")) if wanted else {}
    return {
        page.slug: CaseRecord(
            page,
            newest[page.pk],
            is_busy=page.locked or str(page.pk) in busy,
            related=sorted(slugs[key] for key in related[page.pk] if key in slugs),
        )
        for page in pages
    }


def _pages(archive: CaseStudyIndexPage, codes: list[str], *, lock: bool) -> Iterable[CaseStudyPage]:
    pages = CaseStudyPage.objects.child_of(archive).filter(slug__in=codes).select_related("latest_revision")
    return pages.select_for_update(of=("self", "page_ptr")) if lock else pages


def _busy(keys: list[str]) -> set[str]:
    """Those of these pages that are in a workflow, or wait for the day of their publication."""
    kind = ContentType.objects.get_for_model(Page)
    in_workflow = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=keys)
    waiting = Revision.objects.filter(base_content_type=kind, object_id__in=keys, approved_go_live_at__isnull=False)
    return {*in_workflow.values_list("object_id", flat=True), *waiting.values_list("object_id", flat=True)}


def _newest(page: CaseStudyPage) -> CaseStudyPage:
    if page.has_unpublished_changes and page.latest_revision is not None:
        # Only to be read, so without the queries that make a version ready for saving.
        found: CaseStudyPage = CaseStudyPage.from_serializable_data(page.latest_revision.content, check_fks=False)
        return found
    return page


def _related_keys(case: CaseStudyPage) -> list[int]:
    return [block["value"] for block in case.related.raw_data if block["type"] == "case" and block["value"]]


def _chunks(items: list[str]) -> Iterator[list[str]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))


def values_of(record: CaseRecord) -> dict[str, Value]:
    """What the newest version holds, by column, as the kinds read it from a cell."""
    return {name: _value(record, name) for name in _KINDS}


def _value(record: CaseRecord, name: str) -> Value:
    case, kind = record.newest, _KINDS[name]
    if name == KEY:
        return case.slug
    if name == RELATED:
        return record.related
    held = getattr(case, name)
    if isinstance(kind, Story):
        return plain_text(held)
    if isinstance(kind, Timetable):
        return [{**row, "time": uniform_time(row["time"])} for row in rows_of(held, "row", TIMETABLE)]
    if isinstance(kind, Voices):
        return rows_of(held, "voice", VOICES)
    if isinstance(kind, Day):
        return held.isoformat() if held else None
    return sorted(held) if isinstance(held, list) else held


def fields_of(values: Values, case: CaseStudyPage | None) -> dict[str, Any]:
    """Values by field of the model, as they are assigned; `case` is the version that gets them, None for a new one."""
    return {"slug" if name == KEY else name: _field(name, value, case) for name, value in values.items()}


def _field(name: str, value: Value, case: CaseStudyPage | None) -> Any:
    kind = _KINDS[name]
    if isinstance(kind, Story):
        return rich_text(value)
    if isinstance(kind, Day):
        return datetime.date.fromisoformat(value) if value else None
    if isinstance(kind, Timetable):
        return _stream(name, "row", value, case)
    if isinstance(kind, Voices):
        return _stream(name, "voice", value, case)
    if name == RELATED:
        return [{"type": "case", "value": key, "id": str(uuid4())} for key in _keys_of(value)]
    field: Any = CaseStudyPage._meta.get_field("slug" if name == KEY else name)
    return field.sorted(value) if isinstance(field, CodeListField) else value


def _stream(name: str, block_type: str, rows: list[dict[str, str]], case: CaseStudyPage | None) -> list[Any]:
    stream = getattr(case or CaseStudyPage(), name)
    return stream_of(rows, stream, block_type, lambda: str(uuid4()))


def _keys_of(codes: list[str]) -> list[int]:
    if not codes:
        return []
    cases = CaseStudyPage.objects.filter(locale__language_code="ja", slug__in=codes)
    return list(cases.order_by("slug").values_list("pk", flat=True))


def written_state(keys: Iterable[str]) -> Mapping[str, dict[str, Any]]:
    """By primary key, what tells whether anybody has worked on a case since: its versions, and whether it is public."""
    found: dict[str, dict[str, Any]] = {}
    names = ("latest_revision", "live", "live_revision", "slug")
    for chunk in _chunks(list(keys)):
        rows = CaseStudyPage.objects.filter(pk__in=chunk).values("pk", *names)
        found.update((str(row.pop("pk")), dict(row)) for row in rows)
    return found
