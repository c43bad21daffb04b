import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import charts

shares = st.floats(min_value=0, max_value=1)


def test_frame_is_the_weight_and_fill_is_value_times_weight() -> None:
    bar = charts.fit_bar(0.5, 0.2, 0.4, "theirs")
    assert bar.frame == charts.Bar(0.0, 75.0)
    assert bar.fill == charts.Bar(0.0, 37.5)
    assert not bar.unknown


def test_ours_grows_from_the_right_edge() -> None:
    bar = charts.fit_bar(0.5, 0.2, 0.4, "ours")
    assert bar.frame == charts.Bar(75.0, 75.0)
    assert bar.fill == charts.Bar(112.5, 37.5)


def test_an_unknown_value_fills_the_frame_and_is_not_called_weak() -> None:
    bar = charts.fit_bar(None, 1, 1)
    assert (bar.unknown, bar.weak) == (True, False)
    assert bar.fill == bar.frame


@pytest.mark.parametrize(("value", "weak"), [(0.59, True), (0.6, False), (0.0, True), (1.0, False)])
def test_weak_below_six_tenths(value: float, weak: bool) -> None:
    assert charts.fit_bar(value, 1, 1).weak is weak


@pytest.mark.parametrize("value", [-1.0, 2.0, math.nan, math.inf])
def test_a_wrong_number_never_leaves_the_frame(value: float) -> None:
    bar = charts.fit_bar(value, value, 0.4)
    assert 0 <= bar.fill.width <= bar.frame.width <= charts.BAR_LENGTH


def test_no_weight_at_all_draws_nothing() -> None:
    assert charts.fit_bar(1, 0, 0).frame.width == 0


weights = st.floats(min_value=0.001, max_value=1)


@given(st.lists(st.tuples(shares, weights), min_size=1, max_size=8))
def test_the_fills_of_a_side_add_up_to_its_fit(rows: list[tuple[float, float]]) -> None:
    heaviest = max(weight for _, weight in rows)
    drawn = sum(charts.fit_bar(value, weight, heaviest).fill.width for value, weight in rows)
    fit = sum(value * weight for value, weight in rows)
    assert drawn == pytest.approx(fit / heaviest * charts.BAR_LENGTH, abs=0.05 * len(rows) + 1e-6)


def test_the_mark_of_two_equal_sides_is_the_pointed_door() -> None:
    mark = charts.half_disc_mark(1, 1, 0.83)
    assert mark.ours == "M0.0 34a32.0 32.0 0 0 1 64.0 0z"
    assert mark.overlap.count("A32.0 32.0") == 2


def test_little_in_common_means_the_discs_only_touch() -> None:
    assert charts.half_disc_mark(0.5, 0.5, 0.2).overlap == ""


def test_a_small_disc_inside_a_large_one_is_the_overlap() -> None:
    mark = charts.half_disc_mark(1, 0, 1)
    assert mark.overlap == mark.theirs
    assert charts.half_disc_mark(0, 1, 1).overlap == charts.half_disc_mark(0, 1, 1).ours


@given(shares, shares, shares)
def test_every_mark_fits_its_frame(ours: float, theirs: float, fit: float) -> None:
    mark = charts.half_disc_mark(ours, theirs, fit)
    left, top, width, height = (float(number) for number in mark.view_box.split())
    for path in (mark.ours, mark.theirs):
        x, radius = float(path[1 : path.index(" ")]), float(path[path.index("a") + 1 :].split()[0])
        assert left - 16 <= x
        assert x + 2 * radius <= left + width + 16
        assert top <= charts.MARK_BASE - radius
        assert height >= charts.MARK_BASE
    assert "nan" not in mark.overlap


def test_comparison_shares_one_scale() -> None:
    rows = charts.comparison_rows([("online", 80, 160), ("cards", 40, None), ("video", 20)])
    assert [row.bar.width for row in rows] == [80.0, 40.0, 20.0]
    assert rows[0].bar_before == charts.Bar(0.0, 160.0)
    assert rows[1].bar_before is None
    assert rows[2].before is None


def test_comparison_of_nothing_and_of_zeros() -> None:
    assert charts.comparison_rows([]) == []
    assert charts.comparison_rows([("none", 0)])[0].bar.width == 0


@pytest.mark.parametrize("row", [("a",), ("a", 1, 2, 3), ("a", None), ("a", "many")])
def test_comparison_refuses_rows_of_another_shape(row: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"a row is|has no value|could not convert"):
        charts.comparison_rows([row])


def test_funnel_marks_the_last_step() -> None:
    steps = charts.funnel([("all", 200), ("age", 50), ("must", 0)])
    assert [step.bar.width for step in steps] == [200.0, 50.0, 0.0]
    assert [step.is_last for step in steps] == [False, False, True]
    assert charts.funnel([]) == []
