"""Agreed dates: recording, cancelling, and checking them again when the rules of a zone have changed."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from members.calendars.agreed import exists, read_clocks
from members.calendars.tokyo import TOKYO
from members.matching import tzdata_pin
from members.matching.slots import Meeting, find_slots, is_free
from members.suggestions.agreed_models import AgreedDate
from members.suggestions.models import PartnerRequest, RequestStatus
from members.wishes.mails import desk_mail, desk_url, wish_context
from portal.core import audit
from portal.core.dates import short_date
from portal.users.models import User

AHEAD = datetime.timedelta(days=180)
"""How far ahead meetings are proposed."""
_DAY = datetime.timedelta(days=1)
_AROUND = 4 * _DAY


class AgreementError(Exception):
    """The date cannot be recorded or changed so. `reason` is a code: see the functions that raise it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class LocalTime:
    """A time on one side's clock; `on_tokyo_clock` is False when it is the partner's."""

    day: datetime.date
    time: datetime.time
    on_tokyo_clock: bool = True


def proposals(request: PartnerRequest, minutes: int, today: datetime.date) -> tuple[Meeting, ...]:
    """The best meetings of the slot finder for a request; none where the partner's zone is not known. Six queries."""
    partner, school = request.partner, request.wish.school
    if not partner.timezone:
        return ()
    window = today + _DAY, today + AHEAD
    around = window[0] - _AROUND, window[1] + _AROUND
    return find_slots(school.engine_calendar(around), partner.engine_calendar(around), window, minutes).best


def calendar_warnings(request: PartnerRequest, agreed: LocalTime, minutes: int) -> list[str]:
    """`school` and `partner` for each side whose calendar has no time for this meeting. Six queries."""
    zones = _zones(request, agreed)
    start = read_clocks(agreed.day, agreed.time, *zones).starts_at
    around = agreed.day - _AROUND, agreed.day + _AROUND
    sides = {"school": request.wish.school, "partner": request.partner}
    return [name for name, side in sides.items() if not is_free(side.engine_calendar(around), start, minutes)]


@transaction.atomic
def agree_date(request: PartnerRequest, agreed: LocalTime, minutes: int, *, by: User | None) -> AgreedDate:
    """Record a date for an accepted request, with both clocks as the installed zones have them.

    Raises `AgreementError` with the reason `not_accepted`; `zone_unknown` (the partner's); `no_such_time` (the clocks
    jump over it); `past`; `taken` (the same time is recorded already).
    """
    locked = (
        PartnerRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("wish__school", "partner")
        .get(pk=request.pk)
    )
    if locked.status != RequestStatus.ACCEPTED:
        raise AgreementError("not_accepted")
    if not locked.partner.timezone:
        raise AgreementError("zone_unknown")
    zones = _zones(locked, agreed)
    if not exists(agreed.day, agreed.time, zones[0]):
        raise AgreementError("no_such_time")
    clocks = read_clocks(agreed.day, agreed.time, *zones)
    if clocks.starts_at <= timezone.now():
        raise AgreementError("past")
    if locked.agreed_dates.filter(cancelled_at=None, starts_at=clocks.starts_at).exists():
        raise AgreementError("taken")
    made = AgreedDate(
        request=locked,
        local_date=agreed.day,
        local_time=agreed.time,
        zone=zones[0],
        other_zone=zones[1],
        minutes=minutes,
        recorded_by=by,
    )
    made.take(clocks, tzdata_pin.installed())
    made.save()
    audit.record("date.agree", made, actor=by, data={"request": locked.pk, "starts_at": clocks.starts_at.isoformat()})
    return made


@transaction.atomic
def cancel_date(date: AgreedDate, *, by: User | None) -> AgreedDate:
    """Take an agreed date off; doing it twice changes nothing."""
    locked = AgreedDate.objects.select_for_update(no_key=True).get(pk=date.pk)
    if locked.cancelled_at is None:
        locked.cancelled_at = timezone.now()
        locked.save(update_fields=["cancelled_at"])
        audit.record("date.cancel", locked, actor=by, data={"starts_at": locked.starts_at.isoformat()})
    return locked


@transaction.atomic
def confirm_moved(date: AgreedDate, *, by: User | None) -> AgreedDate:
    """Both schools know that an agreed date has moved: the mark goes. Doing it twice changes nothing."""
    locked = AgreedDate.objects.select_for_update(no_key=True).get(pk=date.pk)
    if locked.moved_at is not None:
        locked.moved_at = None
        locked.save(update_fields=["moved_at"])
        audit.record("date.confirm", locked, actor=by, data={"before": locked.moved_from})
    return locked


def recheck_dates(now: datetime.datetime | None = None) -> list[AgreedDate]:
    """Compute all future agreed dates again that another release of the zones has computed.

    Where the instant or the time on the other side has moved, the row keeps what it was, gets a mark, and the office
    gets a letter. Returns those that moved. A second run finds nothing to do.
    """
    version = tzdata_pin.installed()
    stale = AgreedDate.objects.upcoming(now).exclude(tzdata_version=version).values_list("pk", flat=True)
    checked = [_recheck(pk, version) for pk in list(stale)]
    return [one for one in checked if one is not None]


@transaction.atomic
def _recheck(pk: int, version: str) -> AgreedDate | None:
    """Check one date; the date when it has moved, else None. Whoever comes second finds it checked."""
    date = AgreedDate.objects.select_for_update(no_key=True).filter(pk=pk).exclude(tzdata_version=version).first()
    if date is None:
        return None
    clocks, before, words = date.read_again(), date.stored, _plain(date)
    was = date.tzdata_version
    date.take(clocks, version)
    if clocks == before:
        date.save(update_fields=["tzdata_version"])
        return None
    date.moved_at, date.moved_from = timezone.now(), words
    date.save()
    data = {"before": words, "after": _plain(date), "tzdata": [was, version]}
    audit.record("date.move", date, actor=None, data=data)
    _tell_desk(date)
    return date


def _zones(request: PartnerRequest, agreed: LocalTime) -> tuple[str, str]:
    """(the zone agreed on, the other one)."""
    zones = TOKYO, request.partner.timezone
    return zones if agreed.on_tokyo_clock else (zones[1], zones[0])


def _plain(date: AgreedDate) -> str:
    """Both local times in figures, for the history and the letter."""
    here, there = date.here, date.there
    return f"Tokyo {here:%Y-%m-%d %H:%M} / {date.request.partner.timezone} {there:%Y-%m-%d %H:%M}"


def _tell_desk(date: AgreedDate) -> None:
    def send() -> None:
        request = PartnerRequest.objects.select_related("wish__school", "partner").get(pk=date.request_id)
        context = {
            "partner": request.partner,
            "before": date.moved_from,
            "after": _plain(date),
            "day": short_date(date.here.date(), "ja"),
            "date_url": desk_url("agreed_dates:edit", date.pk),
        }
        desk_mail("agreed_date_moved", {**wish_context(request.wish), **context})

    transaction.on_commit(send, robust=True)
