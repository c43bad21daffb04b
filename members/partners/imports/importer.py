"""The import of partner schools: a hundred thousand rows at most, a few thousand of them at a time."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.partners.models import PartnerSchool
from members.partners.services.together import (
    Added,
    Change,
    add_partners,
    change_partners,
    index_partners,
    remove_partners,
)
from members.partners.states import Origin, PartnerStatus
from portal.core.imports.columns import Fault
from portal.core.imports.importer import Doubts, Importer, Options, PlannedRow, Values, Written
from portal.users.models import User

from .columns import COLUMNS, KEY, PERIODS
from .duplicate_check import DuplicateCheck
from .undoing import CHANGED_AT, LESSONS, why_kept
from .values import DEFAULTS, fields_of, lessons_of, lessons_shown, new_fields_of, values_of

_EMPTY = _("The cell is empty, but must be filled.")


class PartnerImporter(Importer[PartnerSchool]):
    """A row is a partner school abroad; its code tells which. No partner is deleted."""

    code = "partners"
    title = _("Import of partner schools")
    columns = COLUMNS
    key = KEY
    most_rows = 120_000
    most_bytes = 100 * 1024 * 1024
    most_unpacked = 400 * 1024 * 1024
    rows_at_once = 2_000
    is_indexed_later = True

    def may_use(self, user: Any) -> bool:
        return all(user.has_perm(f"partners.{verb}_partnerschool") for verb in ("add", "change", "delete"))

    def find(self, keys: Collection[str], *, lock: bool) -> Mapping[str, PartnerSchool]:
        partners = PartnerSchool.objects.filter(code__in=sorted(keys)).order_by("pk").prefetch_related("periods")
        rows = partners.select_for_update(no_key=True) if lock else partners
        return {partner.code: partner for partner in rows}

    def values(self, record: PartnerSchool) -> Values:
        return values_of(record)

    def label(self, values: Values) -> str:
        return str(values.get("name", ""))

    def check(self, values: Values, record: PartnerSchool | None, options: Options) -> Iterator[Fault]:
        # The kinds of the columns know everything else that the model demands.
        yield from _ages(values, record)
        country, region = _held("country", values, record), _held("region", values, record)
        if region and not region.startswith(f"{country}-"):
            column = "region" if values.get("region") else "country"
            yield Fault(column, _("This region does not lie in the country chosen."), str(values.get(column, "")))
        confirmed_on = values.get("confirmed_on")
        if confirmed_on and confirmed_on > timezone.localdate().isoformat():
            yield Fault("confirmed_on", _("The day lies in the future."), confirmed_on)
        if record is not None:
            yield from _of_a_known_partner(values, record)

    def doubts(self) -> Doubts[PartnerSchool]:
        return DuplicateCheck()

    def write(
        self, rows: Sequence[PlannedRow[PartnerSchool]], options: Options, actor: User | None
    ) -> Iterator[Written]:
        changes = {row.number: _change(row.record, row.values) for row in rows if row.record is not None}
        before = {number: _before(change) for number, change in changes.items()}
        if changes:
            change_partners(list(changes.values()), actor=actor)
        new = [_new(row.values) for row in rows if row.record is None]
        added = add_partners(new, actor=actor) if new else Added({}, timezone.now())
        for row in rows:
            key = row.record.pk if row.record else added.keys[row.values[KEY]]
            moment = row.record.updated_at if row.record else added.moment
            after: dict[str, Any] = {CHANGED_AT: moment.isoformat()}
            if PERIODS in row.values:
                after[LESSONS] = row.values[PERIODS]
            yield Written(str(key), before.get(row.number, {}), after)

    def add(self, values: Values, options: Options, actor: User | None) -> Written:
        return next(self.write([PlannedRow(0, values, None)], options, actor))

    def change(self, record: PartnerSchool, values: Values, options: Options, actor: User | None) -> Written:
        return next(self.write([PlannedRow(0, values, record)], options, actor))

    def index(self, object_ids: Sequence[str]) -> None:
        index_partners([int(key) for key in object_ids])

    def why_not_undo(self, written: Mapping[str, Written], added: Collection[str]) -> Mapping[str, Any]:
        return why_kept(written, added)

    def take_all_back(self, written: Sequence[tuple[Written, bool]], actor: User | None) -> None:
        gone = [int(one.object_id) for one, added in written if added]
        if gone:
            remove_partners(gone, actor=actor)
        before = {int(one.object_id): one.before for one, added in written if not added}
        partners = PartnerSchool.objects.filter(pk__in=before).select_for_update(no_key=True).order_by("pk")
        changes = [_restored(partner, before[partner.pk]) for partner in (partners if before else ())]
        if changes:
            change_partners(changes, actor=actor)

    def take_back(self, written: Written, *, added: bool, actor: User | None) -> None:
        self.take_all_back([(written, added)], actor)


def _held(name: str, values: Values, record: PartnerSchool | None) -> Any:
    """What a partner holds once the row is written; nothing for a new one whose file has no such column."""
    return values[name] if name in values else getattr(record, name, None)


def _ages(values: Values, record: PartnerSchool | None) -> Iterable[Fault]:
    youngest, oldest = _held("age_min", values, record), _held("age_max", values, record)
    column = "age_max" if "age_max" in values else "age_min"
    if (youngest is None) != (oldest is None):
        missing = "age_min" if youngest is None and "age_min" in values else column
        yield Fault(missing, _("Give both ages or none."))
    elif youngest is not None and oldest < youngest:
        yield Fault(column, _("The oldest age is below the youngest."), str(values.get(column, "")))


def _of_a_known_partner(values: Values, record: PartnerSchool) -> Iterable[Fault]:
    for name in DEFAULTS:
        if name in values and values[name] in (None, ""):
            yield Fault(name, _EMPTY)
    if record.merged_into_id is not None and values.get("status", PartnerStatus.CLOSED) != PartnerStatus.CLOSED:
        yield Fault("status", _("This partner has been merged into another one and stays closed."), values["status"])


def _new(values: Values) -> tuple[dict[str, Any], Any]:
    return {**new_fields_of(values), "origin": Origin.IMPORT}, lessons_of(values)


def _change(partner: PartnerSchool, values: Values) -> Change:
    """What a row changes in a partner."""
    held = values_of(partner)
    changed = {name: value for name, value in values.items() if held[name] != value}
    return Change(partner, fields_of(changed), lessons_of(changed))


def _before(change: Change) -> dict[str, Any]:
    """What a partner holds before a change, as it is kept for the undo."""
    partner, fields, lessons = change
    held = values_of(partner)
    before = {name: held[name] for name in fields}
    if lessons is not None:
        before[LESSONS] = lessons_shown(partner.periods.all())
    return {**before, CHANGED_AT: partner.updated_at.isoformat()}


def _restored(partner: PartnerSchool, before: Mapping[str, Any]) -> Change:
    """What a partner held before, and when that was changed: an earlier import can then be taken back too."""
    values = {name: value for name, value in before.items() if name != CHANGED_AT}
    moment = datetime.datetime.fromisoformat(before[CHANGED_AT])
    return Change(partner, {**fields_of(values), CHANGED_AT: moment}, lessons_of(values))
