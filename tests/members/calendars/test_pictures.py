"""The geometry of both pictures."""

import re
from datetime import date

import pytest

from members.calendars.day_picture import Lesson, draw_day
from members.calendars.half_ellipses import HalfEllipse, shared_path
from members.calendars.year import YearPlan
from members.calendars.year_picture import draw_year

YEAR = (date(2026, 4, 1), date(2027, 3, 31))
SCHOOL = [Lesson(8 * 60 + 45, 9 * 60 + 30, "1"), Lesson(13 * 60, 15 * 60, "6")]


def half(left, right):
    return HalfEllipse(left, right, 98, 74)


def points(path):
    """The ends of a path's arcs."""
    return [(float(x), float(y)) for x, y in re.findall(r"0 0 1 ([\d.]+) ([\d.]+)", path)]


@pytest.mark.parametrize("other", [half(100, 180), half(150, 300), half(120, 130), half(0, 400), half(20, 110)])
def test_the_shared_shape_lies_in_both(other):
    one = half(100, 200)
    path = shared_path(one, other)
    found = points(path)
    assert found[-1] == (min(one.right, other.right), 98)
    for x, y in found:
        assert y >= max(one.y(x), other.y(x)) - 0.3
    # The border changes from one arc to the other where both are equally high.
    for x, y in found[:-1]:
        assert abs(one.y(x) - other.y(x)) < 0.4, (x, y)


def test_what_does_not_overlap_shares_nothing():
    assert shared_path(half(0, 50), half(50, 90)) == ""


def test_a_day_with_overlap():
    theirs = [Lesson(9 * 60, 9 * 60 + 50), Lesson(11 * 60, 12 * 60)]
    picture = draw_day(SCHOOL, theirs, [(9 * 60, 9 * 60 + 30)], ahead=120)
    assert picture.overlap == 180
    assert [box.usable for box in picture.our_boxes] == [True, False]
    assert [box.usable for box in picture.their_boxes] == [True, False]
    assert picture.ours_first
    assert len(picture.bands) == len(picture.shared) == 1
    assert {tick.hour for tick in picture.their_hours} == {tick.hour + 2 for tick in picture.our_hours}


def test_a_clock_with_half_hours_has_its_own_ticks():
    picture = draw_day(SCHOOL, [], [], ahead=-195)  # UTC+5:45
    ours, theirs = {tick.x for tick in picture.our_hours}, {tick.x for tick in picture.their_hours}
    assert theirs
    assert not ours & theirs
    assert (picture.overlap, picture.overlap_x, picture.shared) == (0, None, ())


def test_the_two_ends_of_nights_are_two_half_discs():
    theirs = [Lesson(0, 90), Lesson(22 * 60, 1440)]
    assert len(draw_day(SCHOOL, theirs, [], ahead=-840).theirs) == 2


def test_nothing_leaves_the_picture():
    picture = draw_day(SCHOOL, [Lesson(0, 1440)], [], ahead=330)
    boxes = [*picture.our_boxes, *picture.their_boxes]
    assert all(box.x >= 4 and box.x + box.width <= 356.1 for box in boxes)
    assert all(8 <= tick.x <= 352 for tick in [*picture.our_hours, *picture.their_hours])


def test_a_year_begins_in_april_and_cuts_what_lies_outside():
    plan = YearPlan(((date(2026, 1, 28), date(2026, 4, 9)), (date(2027, 2, 1), date(2027, 6, 30))))
    picture = draw_year(YEAR, [("相手校", "b", plan)], [date(2026, 4, 8), date(2026, 4, 14), date(2027, 2, 3)])
    assert [month.number for month in picture.months] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    (row,) = picture.rows
    assert row.bars[0].x == 6.0
    assert round(row.bars[1].x + row.bars[1].width, 1) == 354.0
    assert len(picture.shared) == 2  # two weeks that follow each other are one stretch


def test_a_side_without_terms_has_a_name_but_no_bars():
    (row,) = draw_year(YEAR, [("本校", "a", YearPlan(()))], []).rows
    assert (row.bars, row.label_x) == ((), 6.0)
