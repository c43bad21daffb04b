"""Terms, dates and times in words, in the active language."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from members.calendars.year import Span, YearPlan
from members.matching.slots import Meeting
from portal.core.dates import MONTHS_EN, WEEKDAYS_EN, WEEKDAYS_JA, in_japanese, long_date


def terms_in_words(plan: YearPlan, span: Span) -> str:
    """`Terms: 6 April – 20 July, …`, as far as they lie in the span; a sentence where none are known."""
    if plan.unknown and not plan.assumed:
        return _("The terms are not known yet.")
    touching = [one for one in plan.terms if one[0] <= span[1] and one[1] >= span[0]]
    inside = [(max(first, span[0]), min(last, span[1])) for first, last in touching]
    words = _(", ").join(f"{plain_day(first)} – {plain_day(last)}" for first, last in inside)
    return _("Terms: %(terms)s.") % {"terms": words}


def plain_day(day: datetime.date) -> str:
    """4月6日 / 6 April: where year and day of the week do not matter."""
    return f"{day.month}月{day.day}日" if in_japanese() else f"{day.day} {MONTHS_EN[day.month - 1]}"


def year_month(day: datetime.date) -> str:
    """2027年4月 / April 2027."""
    return f"{day.year}年{day.month}月" if in_japanese() else f"{MONTHS_EN[day.month - 1]} {day.year}"


def weekdays_words(days: Sequence[int]) -> str:
    """月〜金曜日 / Monday–Friday for days in this order (0 is Monday); three and more in a row are a span."""
    runs: list[list[int]] = []
    for day in days:
        if runs and (day - runs[-1][-1]) % 7 == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    names: Sequence[str] = [name.removesuffix("曜日") for name in WEEKDAYS_JA] if in_japanese() else WEEKDAYS_EN
    span, comma = ("〜", "・") if in_japanese() else ("–", ", ")
    parts = [
        f"{names[run[0]]}{span}{names[run[-1]]}" if len(run) > 2 else comma.join(names[day] for day in run)
        for run in runs
    ]
    return comma.join(parts) + ("曜日" if in_japanese() else "")


def clock_span(start: datetime.datetime, minutes: int) -> str:
    """`10:45–11:30`."""
    return _("%(from)s–%(to)s") % {
        "from": f"{start:%-H:%M}",
        "to": f"{start + datetime.timedelta(minutes=minutes):%-H:%M}",
    }


def day_words(shift: int) -> str:
    """What to add to a time there when its date is the day before (-1) or after (1) ours."""
    return {-1: _(" on the day before"), 1: _(" on the next day")}.get(shift, "")


def length_words(minutes: int) -> str:
    """`4 h 30 min`, `45 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    template = _("%(hours)d h %(minutes)d min") if rest else _("%(hours)d h")
    return template % {"hours": hours, "minutes": rest}


def here_and_there(here: datetime.datetime, there: datetime.datetime, minutes: int) -> tuple[str, str]:
    """A meeting of that length as a school reads it: its day and time in Tokyo, and the time there.

    Both are local times of the same instant, `here` in Japan time.
    """
    words = {"time": clock_span(there, minutes), "day": day_words((there.date() - here.date()).days)}
    when = f"{long_date(here.date())} {clock_span(here, minutes)}"
    return when, _("There: %(time)s%(day)s") % words


def meeting_words(meeting: Meeting) -> dict[str, str]:
    """A row of `components/slots.html` for a meeting of the slot finder, which has a school in Tokyo on its side."""
    minutes = int((meeting.end - meeting.start).total_seconds()) // 60
    when, local = here_and_there(meeting.school_local, meeting.partner_local, minutes)
    return {"when": when, "local": local}
