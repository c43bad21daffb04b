"""Clock times and lengths of time as the public pages write them, in the active language."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from home.clock import CityClock
from portal.core.dates import in_japanese


def clock_time(time: datetime.datetime | datetime.time) -> str:
    """午前9時40分 / 9:40, as the dates of `portal.core.dates` are written."""
    if in_japanese():
        return f"{'午前' if time.hour < 12 else '午後'}{time.hour % 12}時{time.minute}分"
    return f"{time.hour}:{time.minute:02d}"


def local_time(city: CityClock) -> str:
    """The clock of a city, with the day where it is not Tokyo's."""
    written = clock_time(city.local)
    if city.days_off < 0:
        return _("%(time)s the day before") % {"time": written}
    return _("%(time)s the next day") % {"time": written} if city.days_off > 0 else written


def duration(shared: datetime.timedelta) -> str:
    """5時間30分 / 5 h 30 min; 「なし」 for nothing."""
    hours, minutes = divmod(int(shared.total_seconds()) // 60, 60)
    parts = []
    if hours:
        parts.append(ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours})
    if minutes:
        parts.append(ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes})
    if len(parts) == 2:
        return pgettext("hours and minutes", "%(hours)s %(minutes)s") % {"hours": parts[0], "minutes": parts[1]}
    return "".join(parts) or pgettext("shared lesson time", "None")
