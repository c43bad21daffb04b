"""Time differences and clocks there in words, in the active language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.worldmap.places import TimeDifference

_MORNING = 10


def difference_label(difference: TimeDifference) -> str:
    """「1時間遅れ」「7〜8時間遅れ」「2〜3時間進み」「時差なし」."""
    least, most = difference
    if least == most == 0:
        return _("no difference")
    if least < 0 < most:
        parts = {"behind": _hours(-least), "ahead": _hours(most)}
        return _("%(behind)s h behind to %(ahead)s h ahead") % parts
    low, high = sorted((abs(least), abs(most)))
    hours = _hours(low) if low == high else _range(_hours(low), _hours(high))
    told = _("%(hours)s h behind") if least < 0 else _("%(hours)s h ahead")
    return told % {"hours": hours}


def clock_label(difference: TimeDifference) -> str:
    """What the clocks there show at ten in the morning in Tokyo: 「9:00」「前日 20:00〜21:00」."""
    least, most = (_MORNING + hours for hours in difference)
    first, last = _clock(least), _clock(most)
    if least < 0 <= most:
        return _range(_("%(time)s the day before") % {"time": first}, last)
    times = first if least == most else _range(first, last)
    return _("%(time)s the day before") % {"time": times} if least < 0 else times


def _clock(hours: float) -> str:
    minutes = round(hours * 60) % (24 * 60)
    return f"{minutes // 60}:{minutes % 60:02}"


def _hours(hours: float) -> str:
    return f"{hours:g}"


def _range(first: str, last: str) -> str:
    return pgettext("from one value to another", "%(first)s–%(last)s") % {"first": first, "last": last}
