"""The import of readers: added at once on the strength of their consent, or confirmed where they had asked already.

Somebody who has left or is suspended is never brought back by a list; whoever receives the newsletter keeps what they
chose. Both are passed over, with the reason.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.models import Subscriber
from newsletter.subscribing.services.asking import Preferences
from newsletter.subscribing.services.importing import Asked, Imported, asked_by, back_to_pending, enter, take_back
from newsletter.vocabulary import SubscriberStatus
from portal.core.imports.columns import Fault
from portal.core.imports.importer import Doubts, Importer, Options, PlannedRow, Values, Written
from portal.users.models import User

from .columns import COLUMNS, KEY, STATUS
from .undoing import BEFORE, MOMENT, why_kept

_CHUNK = 500
_WHY_LEFT_ALONE = {
    SubscriberStatus.CONFIRMED: _("Receives the newsletter already. Nothing is changed."),
    SubscriberStatus.UNSUBSCRIBED: _("Has unsubscribed. A list brings nobody back; nothing is changed."),
    SubscriberStatus.SUSPENDED: _("Is suspended. Nothing is changed."),
}


class SubscriberImporter(Importer[Subscriber]):
    """A row is an address. Each has its consent."""

    code = "subscribers"
    title = _("Import of subscribers")
    columns = COLUMNS
    key = KEY
    extra_columns = (STATUS,)
    most_rows = 20_000
    rows_at_once = 2_000
    merges_duplicates = True

    def may_use(self, user: Any) -> bool:
        return bool(user.has_perm("newsletter.import_subscriber"))

    def find(self, keys: Collection[str], *, lock: bool) -> Mapping[str, Subscriber]:
        wanted = sorted(keys)
        found: dict[str, Subscriber] = {}
        for start in range(0, len(wanted), _CHUNK):
            rows = Subscriber.objects.filter(email_key__in=wanted[start : start + _CHUNK]).order_by("pk")
            held = rows.select_for_update(no_key=True) if lock else rows
            found.update((row.email_key, row) for row in held)
        return found

    def values(self, record: Subscriber) -> Values:
        return {
            KEY: record.email_key,
            "language": record.language,
            "school_types": sorted(record.school_types),
            "topics": sorted(record.topics),
            "consented_on": timezone.localtime(record.consented_at).date().isoformat(),
            "consent_note": record.consent_note,
        }

    def leaves_alone(self, record: Subscriber) -> bool:
        return record.status in _WHY_LEFT_ALONE

    def extra_changes(self, record: Subscriber, options: Options) -> Mapping[str, tuple[Any, Any]]:
        return {STATUS.name: (record.status, SubscriberStatus.CONFIRMED.value)}

    def check(self, values: Values, record: Subscriber | None, options: Options) -> Iterator[Fault]:
        day = values.get("consented_on")
        if day and datetime.date.fromisoformat(day) > timezone.localdate():
            yield Fault("consented_on", _("This day is yet to come."), day)

    def doubts(self) -> Doubts[Subscriber]:
        return _why_left_alone

    def write(self, rows: Sequence[PlannedRow[Subscriber]], options: Options, actor: User | None) -> Iterator[Written]:
        before = {row.record.pk: _kept(row.record) for row in rows if row.record is not None}
        try:
            entered = enter([_reader(row) for row in rows], actor=actor)
        except IntegrityError as error:
            raise ValidationError(_("Somebody of this list has just asked for the newsletter. Start again.")) from error
        for row in entered:
            moment = row.confirmed_at.isoformat() if row.confirmed_at else ""
            yield Written(str(row.pk), {BEFORE: before[row.pk]} if row.pk in before else {}, {MOMENT: moment})

    def add(self, values: Values, options: Options, actor: User | None) -> Written:
        return next(self.write([PlannedRow(0, values, None)], options, actor))

    def change(self, record: Subscriber, values: Values, options: Options, actor: User | None) -> Written:
        return next(self.write([PlannedRow(0, values, record)], options, actor))

    def why_not_undo(self, written: Mapping[str, Written], added: Collection[str]) -> Mapping[str, Any]:
        return why_kept(written)

    def take_all_back(self, written: Sequence[tuple[Written, bool]], actor: User | None) -> None:
        take_back([int(one.object_id) for one, added in written if added], actor=actor)
        kept = {int(one.object_id): _asked(one.before[BEFORE]) for one, added in written if not added}
        back_to_pending(kept, actor=actor)

    def take_back(self, written: Written, *, added: bool, actor: User | None) -> None:
        self.take_all_back([(written, added)], actor)


def _why_left_alone(rows: Sequence[PlannedRow[Subscriber]]) -> dict[int, Sequence[Fault]]:
    """By number, why rows are passed over."""
    known = ((row, row.record.status) for row in rows if row.record is not None)
    return {
        row.number: [Fault(KEY, _WHY_LEFT_ALONE[SubscriberStatus(status)])]
        for row, status in known
        if status in _WHY_LEFT_ALONE
    }


def _reader(row: PlannedRow[Subscriber]) -> Imported:
    values, day = row.values, row.values.get("consented_on")
    wanted = Preferences(values.get("language") or "ja", values.get("school_types", []), values.get("topics", []))
    return Imported(
        values[KEY],
        wanted,
        values["consent_note"],
        datetime.date.fromisoformat(day) if day else None,
        row.record,
    )


def _kept(record: Subscriber) -> dict[str, Any]:
    """What somebody had asked for by themselves, as JSON can hold it, for the undo."""
    asked = asdict(asked_by(record))
    return {**asked, "consented_at": asked["consented_at"].isoformat()}


def _asked(kept: Mapping[str, Any]) -> Asked:
    moment = datetime.datetime.fromisoformat(kept["consented_at"])
    return Asked(Preferences(**kept["wanted"]), kept["source"], kept["consent_note"], moment)
