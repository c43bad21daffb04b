"""The pictures of a day and of a year for the style page."""

import datetime
from collections.abc import Iterator

from members.calendars.day_picture import DayPicture, Lesson, draw_day
from members.calendars.year import YearPlan
from members.calendars.year_picture import YearPicture, draw_year
from portal.core.styles.samples import Component, Inside, Sample, both

_OURS = [Lesson(525 + 55 * number, 570 + 55 * number, str(number + 1)) for number in range(6)]


def _day(first: int) -> DayPicture:
    """Our usual day and one of a partner whose lessons begin at this minute of Tokyo's day."""
    theirs = [Lesson(first + 60 * number, first + 50 + 60 * number) for number in range(6)]
    usable = [(580, 625), (635, 680)] if first < 570 else []
    return draw_day(_OURS, theirs, usable, 120)


def _year(*, two: bool) -> YearPicture:
    day = datetime.date
    ours = YearPlan(
        ((day(2026, 4, 7), day(2026, 7, 20)), (day(2026, 9, 1), day(2026, 12, 25)), (day(2027, 1, 8), day(2027, 3, 24)))
    )
    theirs = YearPlan(
        (
            (day(2026, 4, 20), day(2026, 7, 3)),
            (day(2026, 7, 20), day(2026, 9, 25)),
            (day(2026, 10, 12), day(2026, 12, 18)),
        )
    )
    sides = [(both("本校", "Our school"), "a", ours), ("Wattle Bay", "b", theirs)]
    shared = (day(2026, 9, 1) + datetime.timedelta(days=number) for number in range(25))
    return draw_year((day(2026, 4, 1), day(2027, 3, 31)), sides[: 2 if two else 1], shared if two else ())


def components() -> Iterator[Component]:
    """Day and year, each with and without an overlap."""
    names = {"here": both("東京", "Tokyo"), "there": both("シドニー", "Sydney")}
    alike = {**names, "picture": _day(420), "id": "style-1", "length": both("5時間", "5 hours")}
    apart = {**names, "picture": _day(960), "id": "style-2", "length": ""}
    title, text = (
        both("一日の重なり", "The overlap of a day"),
        both("同じことを横の表が伝えます。", "A table beside it says the same."),
    )
    yield Component(
        "components/overlap.svg",
        both("両校の一日を、日本時間の一本の線に置きます。", "Both days on one line of Japan time."),
        (
            Sample(both("重なる", "Overlap"), {**alike, "title": title, "text": text}, "over edge"),
            Sample(both("重ならない", "None"), {**apart, "title": both("重ならない一日", "No overlap"), "text": text}),
        ),
        inside=Inside("div", "overlap"),
    )
    yield Component(
        "components/year.svg",
        both("4月から3月までの学期と、重なる週です。", "Terms from April to March and the weeks in common."),
        (
            Sample(
                both("両校", "Both"),
                {
                    "picture": _year(two=True),
                    "id": "style-3",
                    "title": both("一年の重なり", "The overlap of a year"),
                    "text": text,
                },
                "shared",
            ),
            Sample(
                both("本校だけ", "Ours only"),
                {"picture": _year(two=False), "id": "style-4", "title": both("本校の一年", "Our year"), "text": text},
            ),
        ),
        inside=Inside("div", "overlap overlap--year"),
    )
